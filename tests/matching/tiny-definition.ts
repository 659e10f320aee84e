import { all, any, defineDispute, facet, inTitle, named, near, not } from '../../src/definition/definition.ts'

/** A small made-up dispute with one of everything that a definition can hold. */
export const tiny = defineDispute({
  id: 'herring-dispute',
  title: 'The herring dispute',
  description: 'Norland, Sudland and the H-12 trawler.',
  languages: ['en', 'tr'],
  facets: [
    { id: 'system', label: 'a ship' },
    { id: 'measure', label: 'a measure' },
    { id: 'actor', label: 'an actor' },
    { id: 'other-story', label: 'another story' },
  ],
  terms: [
    { id: 'h-12', facet: 'system', label: 'H-12', designators: ['H-12'] },
    { id: 'trawler', facet: 'system', label: 'trawler', spellings: { en: ['trawler*'], tr: ['trol tekne*'] } },
    { id: 'quota', facet: 'measure', label: 'quota', spellings: { en: ['quota*', 'catch limit*'], tr: ['kota*'] } },
    {
      id: 'norland',
      facet: 'actor',
      label: 'Norland',
      spellings: { en: ['norland*'] },
      except: ['norland pizza*'],
      source: { countries: ['NO'], languages: ['nn'] },
    },
    { id: 'fao', facet: 'actor', label: 'the fishing authority', acronyms: ['FA'] },
    { id: 'recipe', facet: 'other-story', label: 'a recipe', spellings: { en: ['recipe*'] } },
  ],
  rule: any(
    all('h-12', named('Norland', 'norland'), not('recipe')),
    near(5, 'quota', ['norland', 'fao']),
    all(inTitle('trawler'), facet('measure'), 'norland'),
  ),
  nearMiss: any('h-12', all('trawler', 'norland')),
})
