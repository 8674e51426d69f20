import type { Observations, Where } from "../observations.ts";

/** An attribute with one of its values. */
export interface Term {
  /** Position of the attribute in the observations. */
  readonly attribute: number;
  /** Code of the value. */
  readonly code: number;
}

/** Sessions that have up to three attribute values in common; without any, all sessions. */
export interface Cluster {
  /** Position among the clusters of a search. */
  readonly id: number;
  /** The values, by position of their attributes. */
  readonly terms: readonly Term[];
  /** Ids of the clusters that lack one of the terms. */
  readonly parents: readonly number[];
}

/** The attribute values that a cluster's sessions have in common, as people name them. */
export function whereOf({ terms }: Cluster, { attributes }: Observations): Where {
  return Object.fromEntries(terms.map(({ attribute, code }) => {
    const { name, values } = attributes[attribute]!;
    return [name, values[code]!];
  }));
}

/** Whether a cluster names a part of the values of another, and so holds all of its sessions. */
export function isAncestor(ancestor: Cluster, of: Cluster): boolean {
  return ancestor.terms.length < of.terms.length &&
    ancestor.terms.every((term) => of.terms.some((other) => isSameTerm(term, other)));
}

/** Whether two clusters have a value in common. */
export function shareTerm(one: Cluster, other: Cluster): boolean {
  return one.terms.some((term) => other.terms.some((theirs) => isSameTerm(term, theirs)));
}

/** Whether two clusters have values of the same attributes. */
export function ofSameAttributes(one: Cluster, other: Cluster): boolean {
  return one.terms.length === other.terms.length &&
    one.terms.every(({ attribute }, i) => attribute === other.terms[i]!.attribute);
}

function isSameTerm(one: Term, other: Term): boolean {
  return one.attribute === other.attribute && one.code === other.code;
}
