/**
 * The dispute that the samples tell and that tests of the engine use: small, and independent of src/watch, so that
 * editing what a deployment tracks breaks nothing here.
 */
import { all, any, defineDispute } from '../src/definition/definition.ts'

export const definition = defineDispute({
  id: 'samples',
  title: 'S-400, F-35 and sanctions (samples)',
  description: 'Turkey, the Russian S-400, the F-35 programme and US sanctions, in feeds invented for the samples.',
  languages: ['en', 'tr', 'ru', 'el'],
  facets: [
    { id: 'system', label: 'System', inTitle: 'topic' },
    { id: 'measure', label: 'Measure', inTitle: 'topic' },
    { id: 'actor', label: 'Actor' },
    { id: 'act', label: 'Act', inTitle: 'act' },
  ],
  terms: [
    { id: 's-400', facet: 'system', label: 'S-400', designators: ['S-400'] },
    { id: 'f-35', facet: 'system', label: 'F-35', designators: ['F-35'] },
    { id: 'caatsa', facet: 'measure', label: 'CAATSA', acronyms: ['CAATSA'] },
    {
      id: 'sanctions',
      facet: 'measure',
      label: 'sanctions',
      spellings: { en: ['sanction*'], tr: ['yaptırım*'], ru: ['санкци*'], el: ['κυρώσε*'] },
    },
    {
      id: 'turkey',
      facet: 'actor',
      label: 'Turkey',
      spellings: {
        en: ['Turkey', 'Turkish', 'Ankara'],
        tr: ['Türk*', 'Ankara*'],
        ru: ['Турци*', 'турецк*', 'Анкар*'],
        el: ['Τουρκία*', 'τουρκικ*', 'Άγκυρα*'],
      },
      except: ['wild turkey', 'carve a turkey'],
      source: { countries: ['TR'], languages: ['tr'] },
    },
    {
      id: 'russia',
      facet: 'actor',
      label: 'Russia',
      acronyms: ['TASS'],
      spellings: {
        en: ['Russia*', 'Moscow', 'Kremlin'],
        tr: ['Rus', 'Rusya*', 'Moskova*', 'Kremlin*'],
        ru: ['Росси*', 'российск*', 'Москв*', 'Кремл*'],
        el: ['Ρωσία*', 'Μόσχα*'],
      },
    },
    {
      id: 'united-states',
      facet: 'actor',
      label: 'United States',
      acronyms: ['US', 'ABD', 'США', 'ΗΠΑ'],
      spellings: {
        en: ['United States', 'American', 'Washington', 'White House', 'Pentagon'],
        tr: ['Washington*', 'Beyaz Saray*'],
        ru: ['Вашингтон*', 'американск*'],
        el: ['Ουάσινγκτον*'],
      },
    },
    {
      id: 'denies',
      facet: 'act',
      label: 'denies',
      spellings: { en: ['denies', 'denied', 'rejects'], tr: ['yalanla*'], ru: ['отрица*', 'опроверг*'] },
    },
    {
      id: 'threatens',
      facet: 'act',
      label: 'threatens',
      spellings: { en: ['threat*', 'warns'], tr: ['tehdit*'], ru: ['угрожа*', 'пригрози*'] },
    },
    {
      id: 'lifts',
      facet: 'act',
      label: 'lifts',
      spellings: { en: ['lift*'], tr: ['kaldır*', 'kalk*'], ru: ['снять', 'снимет*'], el: ['αρθούν'] },
    },
  ],
  rule: all(any('s-400', 'f-35', 'caatsa'), 'turkey'),
  nearMiss: any('s-400', 'f-35', 'caatsa'),
})
