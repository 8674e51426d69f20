/** Something that was taken for stored and done, and is not any more: its windows are asked again. */
export interface Setback {
  /**
   * What happened. `missing`: a file of stored sessions is gone. `short`: it has fewer sessions than
   * were stored. `damaged`: it cannot be read. `earlier_rule`: windows were taken for done on less
   * evidence than is asked for now.
   */
  readonly kind: "missing" | "short" | "damaged" | "earlier_rule";
  /** The file, from the output on. */
  readonly file?: string;
  /** Where the damaged file was put aside, from the output on. */
  readonly movedTo?: string;
  /** Sessions that are lost as far as is known. */
  readonly sessions: number;
  /** Windows that are due again; those out of the API's reach cannot be asked any more. */
  readonly windows: number;
}
