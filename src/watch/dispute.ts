/** What this deployment tracks: Turkey, the Russian S-400, the F-35 programme and US sanctions. */
import { all, any, defineDispute, fromSource, inText, inTitle, named, near, not } from '../definition/definition.ts'
import { actors } from './actors.ts'
import { acts } from './acts.ts'
import { context } from './context.ts'
import { measures } from './measures.ts'
import { otherCountries } from './other-countries.ts'
import { otherStories } from './other-stories.ts'
import { people } from './people.ts'
import { systems } from './systems.ts'

// Groups of terms that the rule uses more than once.
const TURKISH = ['turkey', 'turkish-officials', 'turkish-parties', 'ssb', 'ssb-head'] as const
const RUSSIAN = ['russia', 'russian-officials', 'rosoboronexport', 'fsvts'] as const
const OBJECTORS = ['objecting-allies', 'objecting-country'] as const
/** What is done with arms that are bought, and seldom with arms in service. */
const DEALINGS = ['arms-trade', 'membership', 'talks'] as const
const RESTRICTIONS = ['sanctions', 'embargo', 'punishment', 'export-licences', 'restrictions'] as const
const WEAPONS = ['weapons', 'air-defence'] as const
const american = any('united-states', 'congress', 'us-officials', 'lockheed-martin')
const PENALTIES = ['sanctions', 'defence-sanctions', 'caatsa', 'embargo', 'ndaa', 'waiver', 'expulsion'] as const
const penalty = any(...PENALTIES, 'refund', 'punishment')
const fighting = any('combat-or-accident', 'drones')
const elsewhere = any('other-country', 'objecting-country', fighting)
/** Russia's own forces, and Russia as the one that puts the arms into service. */
const inRussianService = any('russian-forces', near(8, RUSSIAN, 'fielding'))

const turkeyInText = named('Turkey', inText(any(...TURKISH)))
/** A Turkish outlet seldom names its own country; what it writes of others it names. */
const turkeyBySource = named('a Turkish source', fromSource('turkey'))

const s400 = all(
  any('s-400', 's-500'),
  not(any('jet-downing', inTitle('namesake'))),
  any(
    inTitle(all('s-400', any(...TURKISH))),
    near(25, ['s-400', 's-500'], TURKISH),
    all('s-400', turkeyInText, not(inTitle(elsewhere))),
    all(
      's-400',
      turkeyBySource,
      any(not('russia'), american, penalty, ...DEALINGS, 'announcement', 'keeping', 'arrival'),
      not(any(elsewhere, inRussianService)),
    ),
    all(near(8, 's-400', 'handover'), turkeyBySource, not(fighting)),
    all('s-400', any('caatsa', 'congress'), not(elsewhere)),
    all('s-400', any('f-35', 'nato'), any(penalty, 'dispute', 'us-officials', ...DEALINGS), not(elsewhere)),
    all(near(8, 's-400', RUSSIAN, DEALINGS), not(any(elsewhere, inRussianService))),
  ),
)

const f35 = all(
  'f-35',
  not(inTitle('exercise')),
  any(
    inTitle(all('f-35', any(...TURKISH))),
    near(25, 'f-35', TURKISH),
    all('f-35', turkeyInText, not(inTitle(elsewhere))),
    all('f-35', turkeyBySource, any('s-400', penalty), not(elsewhere)),
    all(
      inTitle(
        any(all('f-35', any('us-officials', 'congress')), near(6, 'f-35', [...DEALINGS, 'announcement', 'dispute'])),
      ),
      turkeyBySource,
      not(any(elsewhere, 'jet-business', 'namesake')),
    ),
    all(
      inTitle(all('f-35', any(...OBJECTORS), 'objection')),
      turkeyBySource,
      not(any('other-country', fighting, 'jet-business')),
    ),
  ),
)

/** The Russian arms without their name: "Russian missiles", a missile deal with Moscow. */
const russianArms = all(
  any('russian-air-defence', 'russian-weapons', ...WEAPONS, 'patriot', 'arms-dispute'),
  any(
    all(near(15, 'russian-air-defence', TURKISH), not(inTitle(fighting))),
    all('russian-air-defence', turkeyInText, not(elsewhere)),
    all(
      'russian-air-defence',
      turkeyBySource,
      any(...DEALINGS, 'arms-use', 'keeping', 'arrival', 'sanctions'),
      not(any(elsewhere, inRussianService, 'european-union')),
    ),
    all(near(12, 'air-defence', RUSSIAN, TURKISH), not(inTitle(fighting))),
    all(near(8, 'air-defence', RUSSIAN), turkeyBySource, any(...DEALINGS), not(any(elsewhere, inRussianService))),
    all(near(10, 'russian-weapons', TURKISH), not(any(elsewhere, inRussianService, 'other-quarrel'))),
    all(
      near(12, WEAPONS, RUSSIAN, TURKISH),
      any(american, 'nato', penalty, 'arms-trade', 'arms-use', 'keeping', 'arrival'),
      not(any(elsewhere, 'other-quarrel')),
    ),
    all(
      near(6, WEAPONS, RUSSIAN),
      any('sanctions', 'defence-sanctions', 'punishment'),
      turkeyInText,
      not(any(elsewhere, 'other-quarrel')),
    ),
    all(near(8, WEAPONS, RUSSIAN, 'keeping'), turkeyBySource, not(any(elsewhere, inRussianService, 'other-quarrel'))),
    all(near(15, 'patriot', RUSSIAN, TURKISH), american, any(penalty, ...DEALINGS), not(elsewhere)),
    all(near(12, 'arms-dispute', TURKISH), american, not(elsewhere)),
  ),
)

/** The jets without their name: the stealth fighters, the programme, the fighters that were paid for. */
const fighters = all(
  any('stealth-fighter', 'fighter-program', 'fighter-jets', 'jets'),
  not(any('own-jets', 'home-made', inTitle(any(fighting, 'other-jets')))),
  any(
    all(
      near(15, 'stealth-fighter', TURKISH),
      any(american, penalty, ...DEALINGS, ...OBJECTORS, 'objection', 'approval', 'pilot-training'),
    ),
    all('stealth-fighter', turkeyInText, american, any(penalty, ...DEALINGS)),
    all('stealth-fighter', turkeyBySource, any(penalty, 'membership'), not(elsewhere)),
    all(
      not('other-jets'),
      any(
        all('fighter-program', turkeyInText, any(american, 'expulsion', 'membership', 'refund'), not('other-country')),
        all(near(15, ['fighter-jets', 'fighter-program'], TURKISH), american, any(penalty, 'membership')),
        all(near(15, ['fighter-jets', 'jets'], TURKISH), american, 'expulsion'),
        all(near(15, ['fighter-jets', 'jets'], TURKISH), american, any(...OBJECTORS), any('objection', ...DEALINGS)),
        all(
          any('fighter-jets', near(5, 'jets', 'refund')),
          'refund',
          any(turkeyInText, all(turkeyBySource, american)),
          not(elsewhere),
        ),
      ),
    ),
  ),
)

/** The punishment, where the text ties it to arms and to no other quarrel. */
const punishment = any(
  all('caatsa', turkeyInText),
  all('caatsa', any(turkeyBySource, 'f-35'), not('other-country')),
  all('ndaa', turkeyInText, not('other-quarrel')),
  all(
    any('defence-sanctions', ...RESTRICTIONS),
    not(any('other-quarrel', 'other-jets', 'own-jets')),
    any(
      all('defence-sanctions', turkeyInText, any(american, not(any(elsewhere, 'european-union')))),
      all('defence-sanctions', turkeyBySource, not(any(elsewhere, 'european-union', 'russia'))),
      all(near(12, RESTRICTIONS, ['defence-industry', 'ssb']), turkeyInText, american),
      all(near(12, RESTRICTIONS, ['defence-industry', 'ssb']), turkeyBySource, american, not(any('russia', elsewhere))),
      all('sanctions', any('ssb', 'ssb-head')),
    ),
  ),
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
  terms: [...systems, ...measures, ...actors, ...people, ...acts, ...context, ...otherCountries, ...otherStories],
  rule: any(s400, f35, russianArms, fighters, punishment),
  nearMiss: any(
    's-400',
    'caatsa',
    all('f-35', any('turkey', penalty)),
    all(any('sanctions', 'embargo'), turkeyInText, american),
    all(
      any('patriot', 'fighter-jets', 'fighter-program', 'stealth-fighter', 'russian-air-defence'),
      turkeyInText,
      any(american, 'russia'),
    ),
  ),
})
