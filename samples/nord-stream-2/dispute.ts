/** Another dispute for the same engine: the US sanctions against the Nord Stream 2 pipeline, 2017 to 2022. */
import { all, any, defineDispute, inText, inTitle, named, near, not } from '../../src/definition/definition.ts'

const measure = any('sanctions', 'peesa', 'caatsa', 'waiver')
const shipOrFirm = any('pipelaying-ships', 'companies')
const sidesWithTheDispute = any('united-states', 'congress', 'germany')

export const dispute = defineDispute({
  id: 'nord-stream-2',
  title: 'Nord Stream 2 and US sanctions',
  description:
    'The quarrel about sanctions on the Nord Stream 2 gas pipeline, its ships, its operator and its insurers.',
  languages: ['en', 'de', 'ru'],
  facets: [
    { id: 'project', label: 'the project', inTitle: 'topic' },
    { id: 'measure', label: 'a measure', inTitle: 'topic' },
    { id: 'actor', label: 'an actor' },
    { id: 'act', label: 'an act', inTitle: 'act' },
    { id: 'other-story', label: 'another story' },
  ],
  terms: [
    {
      id: 'nord-stream-2',
      facet: 'project',
      label: 'Nord Stream 2',
      designators: ['NS-2'],
      spellings: {
        en: ['nord stream 2', 'nord stream two', 'nord stream ii', 'nordstream 2', 'nordstream2'],
        de: ['ostseepipeline*', 'ostsee pipeline*'],
        ru: ['северн* поток* 2', 'сп 2'],
      },
    },
    {
      id: 'russian-pipeline',
      facet: 'project',
      label: 'Russian gas pipeline',
      spellings: {
        en: [
          'russian gas pipeline*',
          'russian pipeline*',
          'baltic pipeline*',
          'baltic gas pipeline*',
          'gas pipeline to germany',
        ],
        de: ['russische* pipeline*', 'russische* gaspipeline*'],
        ru: ['российск* газопровод*'],
      },
    },
    {
      id: 'pipelaying-ships',
      facet: 'project',
      label: 'pipe-laying ships',
      spellings: {
        en: ['pipelay*', 'pipe laying', 'akademik cherskiy', 'fortuna'],
        de: ['verlegeschiff*', 'rohrverlege*'],
        ru: ['трубоуклад*', 'академик* черск*', 'фортуна'],
      },
    },
    {
      id: 'sanctions',
      facet: 'measure',
      label: 'sanctions',
      spellings: { en: ['sanction*'], de: ['sanktion*'], ru: ['санкци*'] },
    },
    {
      id: 'peesa',
      facet: 'measure',
      label: 'PEESA',
      spellings: { en: ['peesa*', 'protecting europe s energy security'] },
    },
    { id: 'caatsa', facet: 'measure', label: 'CAATSA', spellings: { en: ['caatsa*'] } },
    {
      id: 'waiver',
      facet: 'measure',
      label: 'waiver',
      spellings: { en: ['waive*', 'waiving'], de: ['ausnahmegenehmigung*', 'verzicht*'], ru: ['отказ* от санкци*'] },
    },
    {
      id: 'united-states',
      facet: 'actor',
      label: 'United States',
      acronyms: ['US', 'USA'],
      spellings: {
        en: ['united states', 'washington', 'american*', 'biden*', 'trump*', 'blinken*'],
        de: ['amerikanisch*'],
        ru: ['сша', 'вашингтон*'],
      },
    },
    {
      id: 'congress',
      facet: 'actor',
      label: 'Congress',
      spellings: {
        en: ['congress', 'senate', 'senator*', 'ted cruz'],
        de: ['kongress', 'senat', 'senator*'],
        ru: ['конгресс*', 'сенат*'],
      },
    },
    {
      id: 'germany',
      facet: 'actor',
      label: 'Germany',
      spellings: {
        en: ['german*', 'berlin', 'merkel*'],
        de: ['deutschland*', 'bundesregierung'],
        ru: ['германи*', 'меркель', 'фрг'],
      },
      source: { countries: ['DE'], languages: ['de'] },
    },
    {
      id: 'companies',
      facet: 'actor',
      label: 'companies',
      spellings: { en: ['gazprom*', 'allseas', 'wintershall*', 'uniper*'], ru: ['газпром*'] },
    },
    {
      id: 'certifies',
      facet: 'act',
      label: 'certifies',
      spellings: { en: ['certif*'], de: ['zertifizier*'], ru: ['сертифи*'] },
    },
    {
      id: 'halts',
      facet: 'act',
      label: 'halts',
      spellings: { en: ['halt*', 'suspend*', 'stops'], de: ['stopp*'], ru: ['останов*', 'приостан*'] },
    },
    {
      id: 'sabotage',
      facet: 'other-story',
      label: 'the sabotage of 2022',
      spellings: {
        en: ['sabotage*', 'explosion*', 'blast*', 'leak*'],
        de: ['sabotage*', 'anschlag*', 'explosion*', 'leck*'],
        ru: ['диверси*', 'взрыв*', 'утечк*'],
      },
    },
  ],
  rule: any(
    all('nord-stream-2', measure, not(inTitle('sabotage'))),
    all(
      near(12, 'russian-pipeline', ['sanctions', 'waiver']),
      named('the United States or Germany', sidesWithTheDispute),
    ),
    all(shipOrFirm, inText(any('peesa', near(10, 'sanctions', ['pipelaying-ships', 'russian-pipeline'])))),
  ),
  nearMiss: any('nord-stream-2', all('russian-pipeline', 'sanctions')),
})
