/** Whether a bench is to be over soon: figures to be kept, not to be believed to the last digit. */
export const IS_SHORT = Deno.args.includes("--short");

/** What a figure is aimed at. */
export interface Aim {
  /** The bound. */
  readonly bound: number;
  /** Whether the figure is to be below or above. */
  readonly is: "at most" | "at least";
}

/** Prints a figure of the bench's table with its aim. */
export function printFigure(what: string, figure: number, { bound, is }: Aim, notes = ""): void {
  const isMet = is === "at most" ? figure <= bound : figure >= bound;
  const digits = Math.abs(bound) >= 100 ? 0 : 2;
  console.log(
    `  ${what.padEnd(44)} ${figure.toFixed(digits).padStart(6)}  ` +
      `aim: ${is} ${bound.toFixed(digits)}, ${isMet ? "met" : "missed"}${notes && `  (${notes})`}`,
  );
}
