import {
  CONTENT,
  dimensionValue,
  type FieldFact,
  fieldValue,
  formatOutcome,
  outcomeOf,
  type Session,
  type SpecFields,
} from "../../src/mod.ts";
import { closest, meantName } from "../../src/view/mod.ts";
import { CliError } from "../errors/cli_error.ts";
import { EXIT } from "../exit_code.ts";
import type { Column } from "../table/column.ts";
import { cleanText } from "../text/clean_text.ts";
import { fieldCell, fieldTitle, isNumeric } from "./field_cell.ts";
import { outcomeCell } from "./outcome_cell.ts";

/** A column of a table or of CSV that shows sessions. */
export interface SessionColumn extends Column<Session> {
  /** What `--columns` calls it. */
  readonly name: string;
  /** Its value in a session, as data. */
  value(session: Session): unknown;
  /** Whether there is nothing to see in a session: no value, or none of something. */
  isBlank(session: Session): boolean;
}

/** Enough to tell values apart, and not so much that one column takes the line. */
const TEXT_WIDTHS = { minWidth: 12, maxWidth: 32 };

/** The column of how a session went. */
export const OUTCOME_COLUMN: SessionColumn = {
  name: "outcome",
  title: "outcome",
  align: "left",
  minWidth: 16,
  cell: outcomeCell,
  value: (session) => {
    const outcome = outcomeOf(session, CONTENT);
    return outcome && formatOutcome(outcome);
  },
  isBlank: (session) => outcomeOf(session, CONTENT) === undefined,
};

/** The column of a field; `sameDay` is the day that goes without saying. */
export function fieldColumn(
  field: FieldFact,
  { sameDay, title }: { sameDay?: number; title?: string } = {},
): SessionColumn {
  // Of an id, a part is of no use.
  const isId = field.path.endsWith("_id");
  const canBeCut = !isId && !isNumeric(field) && field.unit !== "epoch_ms";
  const value = (session: Session) => fieldValue(session, field.path);
  return {
    name: field.path,
    title: title ?? fieldTitle(field),
    align: isNumeric(field) ? "right" : "left",
    ...(canBeCut && TEXT_WIDTHS),
    cell: (session) => fieldCell(value(session), field, sameDay),
    value,
    isBlank: (session) => {
      const found = value(session);
      return !found || (Array.isArray(found) && found.length === 0);
    },
  };
}

/** The column of a dimension. */
export function dimensionColumn(name: string, title = name): SessionColumn {
  return textColumn(name, title, (session) => dimensionValue(session, name, CONTENT));
}

/** The column of a custom tag. */
export function tagColumn(name: string): SessionColumn {
  return textColumn(CONTENT.tagPrefix + name, name, ({ custom_tags }: SpecFields) => {
    return custom_tags?.[name] ?? undefined;
  });
}

/**
 * The column that a name of `--columns` stands for.
 *
 * @param name The name.
 * @param options Dimensions of the account's own, the day that goes without saying, and all the names
 * that the caller wants, for the correction.
 * @throws CliError if there is none.
 */
export function namedColumn(
  name: string,
  { own, sameDay, names = [name] }: {
    own: readonly string[];
    sameDay?: number;
    names?: readonly string[];
  },
): SessionColumn {
  if (name === OUTCOME_COLUMN.name) return OUTCOME_COLUMN;
  if (name.startsWith(CONTENT.tagPrefix)) return tagColumn(name.slice(CONTENT.tagPrefix.length));
  const field = CONTENT.fields.find(({ path }) => path === name);
  if (field) return fieldColumn(field, { sameDay });
  if (Object.hasOwn(CONTENT.dimensions, name) || own.includes(name)) return dimensionColumn(name);
  const inGroup = CONTENT.fields.find(({ path }) => path.endsWith(`.${name}`));
  if (inGroup) return fieldColumn(inGroup, { sameDay, title: name });
  const meant = meantColumn(name, own);
  const whole = names.map((name) => isColumn(name, own) ? name : meantColumn(name, own))
    .filter((name) => name !== undefined);
  throw new CliError(
    `There is no column '${name}'${meant ? `; did you mean '${meant}'?` : ""}\n` +
      `  allowed   outcome, a field, a dimension, or a tag as ${CONTENT.tagPrefix}name` +
      (meant ? `\n  try       --columns ${whole.join(",")}` : ""),
    EXIT.wrongRequest,
  );
}

/** The column that an unknown name stands for. */
function meantColumn(name: string, own: readonly string[]): string | undefined {
  const names = [OUTCOME_COLUMN.name, ...CONTENT.fields.map(({ path }) => path), ...own];
  const meant = meantName(name, CONTENT, names) ?? closest(name, names);
  return meant !== undefined && isColumn(meant, own) ? meant : undefined;
}

function isColumn(name: string, own: readonly string[]): boolean {
  return name === OUTCOME_COLUMN.name || name.startsWith(CONTENT.tagPrefix) || own.includes(name) ||
    Object.hasOwn(CONTENT.dimensions, name) ||
    CONTENT.fields.some(({ path }) => path === name || path.endsWith(`.${name}`));
}

function textColumn(
  name: string,
  title: string,
  read: (session: Session) => string | undefined,
): SessionColumn {
  return {
    name,
    title: cleanText(title),
    align: "left",
    ...TEXT_WIDTHS,
    cell: (session) => ({ text: cleanText(read(session) ?? "") }),
    value: read,
    isBlank: (session) => !read(session),
  };
}
