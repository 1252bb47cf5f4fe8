/** What stands before a report in the address of the page. */
export const reportPrefix = '#report=';

/** Whether an address asks for a report that was made before, in the link or as a file of this host. */
export const isReportAddress = ({ hash, search }: Pick<Location, 'hash' | 'search'>): boolean =>
  hash.startsWith(reportPrefix) || new URLSearchParams(search).has('url');
