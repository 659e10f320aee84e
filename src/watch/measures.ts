import { defineTerms } from '../definition/definition.ts'

/** What one side does to the other on paper: laws, bans, and the ways out of them. */
export const measures = defineTerms([
  {
    id: 'sanctions',
    facet: 'measure',
    label: 'sanctions',
    spellings: {
      en: ['sanction*'],
      tr: ['yaptırım*', 'müeyyide*'],
      ru: ['санкци*', 'санкционн*'],
      el: ['κυρωσ*'],
      ar: ['عقوبات', 'العقوبات', 'بالعقوبات', 'لعقوبات', 'وعقوبات', 'والعقوبات'],
    },
  },
  {
    id: 'caatsa',
    facet: 'measure',
    label: 'CAATSA',
    spellings: {
      en: [
        'caatsa*',
        'countering america s adversaries',
        'countering americas adversaries',
        'countering american adversaries',
      ],
      tr: ['hasımlarıyla yaptırım*', 'hasımlarına yaptırım*', 'hasımlarıyla mücadele*', 'düşmanlarıyla yaptırım*'],
      ru: ['катса', 'кaатса', 'противодействи* противникам', 'противодействи* врагам америки'],
      el: ['αντιμετωπιση* των αντιπαλων'],
      ar: ['كاتسا'],
    },
  },
  {
    id: 'embargo',
    facet: 'measure',
    label: 'embargo',
    spellings: {
      en: ['embargo*', 'arms ban', 'weapons ban', 'arms freeze', 'arms sales ban', 'export ban', 'sales ban'],
      tr: ['ambargo*', 'satış yasağ*', 'ihracat yasağ*'],
      ru: ['эмбарго', 'запрет* на поставк*', 'запрет* на продаж*'],
      el: ['εμπαργκο'],
      ar: ['حظر'],
    },
  },
  {
    id: 'ndaa',
    facet: 'measure',
    label: 'NDAA',
    spellings: {
      en: [
        'ndaa',
        'defen* authorization*',
        'defen* spending bill',
        'defen* policy bill',
        'annual defen* bill',
        'u s defense bill',
        'us defense bill',
      ],
      tr: ['savunma yetkilendirme*', 'savunma yetki yasa*', 'savunma bütçe* yasa*', 'savunma harcama* yasa*'],
      ru: ['оборонн* бюджет* сша', 'закон* об оборонн*'],
    },
  },
  {
    id: 'waiver',
    facet: 'measure',
    label: 'waiver',
    spellings: {
      en: ['waiver*', 'sanctions exemption*'],
      tr: ['muafiyet*', 'feragat*'],
      ru: ['освобожден* от санкци*'],
    },
  },
  {
    id: 'expulsion',
    facet: 'measure',
    label: 'expulsion',
    spellings: {
      en: ['expulsion*', 'ouster*', 'removal from', 'exclusion from', 'suspension from'],
      tr: ['programdan çıkar*', 'programından çıkar*', 'üretiminden çıkar*', 'projesinden çıkar*'],
      ru: ['исключени* из программ*'],
      el: ['αποβολη*', 'αποπομπη*'],
    },
  },
  {
    id: 'punishment',
    facet: 'measure',
    label: 'punishment',
    spellings: {
      en: ['punish*', 'penalty', 'penalties', 'penalis*', 'penaliz*', 'retaliat*', 'consequences'],
      tr: ['cezaland*', 'misilleme*'],
      ru: ['накаж*', 'наказан*'],
      el: ['τιμωρ*'],
    },
  },
])
