/** What this deployment tracks: Turkey, the Russian S-400, the F-35 programme and US sanctions. */
import { all, any, defineDispute, fromSource, inText, inTitle, named, near, not } from '../definition/definition.ts'
import { actors } from './actors.ts'
import { acts } from './acts.ts'
import { context } from './context.ts'
import { measures } from './measures.ts'
import { otherStories } from './other-stories.ts'
import { people } from './people.ts'
import { systems } from './systems.ts'

// Groups of terms that the rule uses more than once.
const TURKISH = ['turkey', 'turkish-officials', 'ssb', 'ssb-head'] as const
const RUSSIAN = ['russia', 'russian-officials', 'rosoboronexport', 'fsvts'] as const
/** What is done with arms that are bought, and seldom with arms in service. */
const DEALINGS = ['arms-trade', 'membership', 'talks'] as const
const american = any('united-states', 'congress', 'us-officials', 'lockheed-martin')
const PENALTIES = ['sanctions', 'defence-sanctions', 'caatsa', 'embargo', 'ndaa', 'waiver', 'expulsion'] as const
const penalty = any(...PENALTIES, 'refund', 'punishment')
const elsewhere = any('other-country', 'combat-or-accident')

const turkeyInText = named('Turkey', inText(any(...TURKISH)))
/** A Turkish outlet seldom names its own country; what it writes of others it names. */
const turkeyBySource = named('a Turkish source', fromSource('turkey'))

const s400 = all(
  not('jet-downing'),
  any(
    inTitle(all('s-400', any(...TURKISH))),
    near(25, ['s-400', 's-500'], TURKISH),
    all('s-400', turkeyInText, not(inTitle(elsewhere))),
    all('s-400', turkeyBySource, not(elsewhere)),
    all('s-400', any('caatsa', 'congress'), not(elsewhere)),
    all('s-400', any('f-35', 'nato'), any(penalty, 'dispute', 'us-officials', ...DEALINGS), not(elsewhere)),
    all(near(8, 's-400', RUSSIAN, DEALINGS), not(any(elsewhere, 'russian-forces'))),
  ),
)

const f35 = any(
  inTitle(all('f-35', any(...TURKISH))),
  near(25, 'f-35', TURKISH),
  all('f-35', turkeyInText, not(inTitle(elsewhere))),
  all('f-35', turkeyBySource, any('s-400', penalty), not(elsewhere)),
  all(inTitle(all('f-35', any('us-officials', 'congress'))), turkeyBySource, not(elsewhere)),
  all(inTitle(near(6, 'f-35', [...DEALINGS, 'announcement', 'dispute'])), turkeyBySource, not(elsewhere)),
)

/** The weapons by description: "Russian missiles", a missile deal with Moscow, the stealth fighter programme. */
const unnamedWeapons = any(
  near(15, 'russian-air-defence', TURKISH),
  all('russian-air-defence', turkeyInText, not(elsewhere)),
  all('russian-air-defence', turkeyBySource, any(...DEALINGS, 'arms-use'), not(elsewhere)),
  all(near(12, 'russian-weapons', TURKISH), any(penalty, 'arms-trade', 'arms-use')),
  near(12, 'air-defence', RUSSIAN, TURKISH),
  all(near(8, 'air-defence', RUSSIAN), turkeyBySource, any(...DEALINGS), not(any(elsewhere, 'russian-forces'))),
  all(near(10, 'missiles-or-arms', RUSSIAN, TURKISH), any(american, 'nato', penalty, 'arms-trade'), not(elsewhere)),
  all(near(12, 'arms-dispute', TURKISH), american, not(elsewhere)),
  all(near(15, 'stealth-fighter', TURKISH), american, any(penalty, ...DEALINGS, 'objecting-allies'), not('other-jets')),
  all(near(15, 'fighter-jets', TURKISH), american, 'objecting-allies', not('other-jets')),
  all(near(15, 'fighter-jets', TURKISH), american, any(penalty, 'membership'), not('other-jets')),
  all(near(15, 'fighter-jets', TURKISH), 'refund', not(any('other-jets', elsewhere))),
)

/** The punishment, where the text ties it to arms and to no other quarrel. */
const punishment = any(
  all('caatsa', turkeyInText),
  all('caatsa', any(turkeyBySource, 'f-35'), not('other-country')),
  all('ndaa', turkeyInText, not('other-quarrel')),
  all(
    any('defence-sanctions', near(12, ['sanctions', 'embargo', 'punishment'], ['defence-industry', 'ssb'])),
    all(turkeyInText, american, not(any('other-quarrel', 'other-jets'))),
  ),
  all(
    near(12, 'sanctions', 'defence-industry'),
    all(turkeyBySource, american, not(any('other-quarrel', 'other-jets', 'russia', elsewhere))),
  ),
  all('sanctions', any('ssb', 'ssb-head'), not('other-quarrel')),
)

export const dispute = defineDispute({
  id: 'turkey-s400-f35',
  title: 'Turkey, S-400, F-35 and US sanctions',
  description:
    'News of the dispute between Turkey, the United States and Russia over the S-400 purchase, Turkey’s expulsion from ' +
    'the F-35 programme, and the sanctions that followed.',
  languages: ['en', 'tr', 'ru', 'el', 'ar'],
  facets: [
    { id: 'system', label: 'a system', inTitle: 'topic' },
    { id: 'measure', label: 'a measure', inTitle: 'topic' },
    { id: 'actor', label: 'an actor' },
    { id: 'act', label: 'an act', inTitle: 'act' },
    { id: 'context', label: 'context' },
    { id: 'other-story', label: 'another story' },
  ],
  terms: [...systems, ...measures, ...actors, ...people, ...acts, ...context, ...otherStories],
  rule: any(s400, f35, unnamedWeapons, punishment),
  nearMiss: any(
    's-400',
    'caatsa',
    all('f-35', any('turkey', penalty)),
    all(any('sanctions', 'embargo'), turkeyInText, american),
    all(
      any('patriot', 'fighter-jets', 'stealth-fighter', 'russian-air-defence'),
      turkeyInText,
      any(american, 'russia'),
    ),
  ),
})
