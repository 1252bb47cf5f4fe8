/** The sections that source lines are read from; empty where the file has none. */
export interface DebugSections {
  /** `.debug_line` */
  readonly line: Uint8Array;
  /** `.debug_line_str` */
  readonly lineStrings: Uint8Array;
  /** `.debug_str` */
  readonly strings: Uint8Array;
}

/** Where an instruction comes from. */
export interface SourceLine {
  /** The file that was compiled; `file` may be a header it includes. */
  readonly unit: string;
  readonly file: string;
  readonly line: number;
}
