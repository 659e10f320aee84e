import type { Definition, Facet, Term } from './definition.ts'

/** Undefined for a term that an older definition had and this one has not. */
export function findTerm(definition: Definition, id: string): Term | undefined {
  return definition.terms.find((term) => term.id === id)
}

export function findFacet(definition: Definition, id: string): Facet | undefined {
  return definition.facets.find((facet) => facet.id === id)
}
