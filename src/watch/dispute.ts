/** What this deployment tracks: Turkey, the Russian S-400, the F-35 programme and US sanctions. */
import { all, any, defineDispute, fromSource, inText, inTitle, named, near, not } from '../definition/definition.ts'
import { actors } from './actors.ts'
import { acts } from './acts.ts'
import { measures } from './measures.ts'
import { otherStories } from './other-stories.ts'
import { people } from './people.ts'
import { systems } from './systems.ts'

const TURKISH = ['turkey', 'turkish-officials', 'ssb'] as const
const turkeyInText = named('Turkey', inText(any(...TURKISH)))
const turkeyBySource = named('Turkish source', fromSource('turkey'))
const elsewhere = any('other-country', 'combat-or-accident')

/** Measures that only this dispute knows, and those that others know too. */
const penalty = any('sanctions', 'caatsa', 'embargo', 'ndaa', 'waiver', 'expulsion', 'punishment')
const american = any('united-states', 'congress', 'us-officials', 'lockheed-martin')

export const dispute = defineDispute({
  id: 'turkey-s400-f35',
  title: 'Turkey, S-400, F-35 and US sanctions',
  description:
    'News of the dispute between Turkey, the United States and Russia over the S-400 purchase, Turkey’s expulsion from the F-35 programme, and the sanctions that followed.',
  languages: ['en', 'tr', 'ru', 'el', 'ar'],
  facets: [
    { id: 'system', label: 'a system', inTitle: 'topic' },
    { id: 'measure', label: 'a measure', inTitle: 'topic' },
    { id: 'actor', label: 'an actor' },
    { id: 'act', label: 'an act', inTitle: 'act' },
    { id: 'other-story', label: 'another story' },
  ],
  terms: [...systems, ...measures, ...actors, ...people, ...acts, ...otherStories],
  rule: any(
    all('s-400', turkeyInText),
    all('s-400', turkeyBySource, not(elsewhere)),
    all('s-400', any('caatsa', 'f-35', 'patriot', 'nato', 'congress', 'lockheed-martin'), not(elsewhere)),
    all('caatsa', turkeyInText),
    all('caatsa', any(turkeyBySource, 'f-35'), not('other-country')),
    all(inTitle('f-35'), turkeyInText),
    near(25, 'f-35', TURKISH),
    all(
      'f-35',
      turkeyBySource,
      any('us-officials', 'delivers', 'readmits', 'sells', 'expels', penalty),
      not(elsewhere),
    ),
    near(15, 'russian-air-defence', TURKISH),
    all(near(12, 'russian-weapons', TURKISH), any(penalty, 'buys', 'delivers')),
    near(12, 'air-defence', ['russia', 'russian-officials', 'rosoboronexport', 'fsvts'], TURKISH),
    all(
      near(12, ['sanctions', 'embargo'], ['defence-industry', 'ssb']),
      turkeyInText,
      not(any('other-quarrel', 'kaan')),
    ),
    all(near(15, 'fighter-jets', TURKISH), american, any(penalty, 'expels', 'readmits'), not(any('kaan', 'f-16'))),
    all('ndaa', turkeyInText, not('other-quarrel')),
  ),
  nearMiss: any(
    's-400',
    'caatsa',
    all('f-35', any('turkey', penalty)),
    all('sanctions', turkeyInText, american),
    all('embargo', turkeyInText, american),
    all(any('patriot', 'fighter-jets', 'russian-air-defence'), turkeyInText, any(american, 'russia')),
  ),
})
