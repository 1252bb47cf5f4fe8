/** Whether `text` names a part's file and not a part: `./mypart.json`. */
export const isDevicePath = (text: string): boolean => /[\\/]|\.json$/i.test(text);
