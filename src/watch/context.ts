import { defineTerms } from '../definition/definition.ts'
import { acts } from './acts.ts'

/** The spellings of several acts. Acts are shown and never a condition; as context the same words may weigh. */
function wordsOf(...ids: readonly (typeof acts)[number]['id'][]): Record<string, readonly string[]> {
  const words: Record<string, readonly string[]> = {}
  for (const act of acts) {
    if (!ids.includes(act.id)) continue
    for (const [language, spellings] of Object.entries(act.spellings)) {
      words[language] = [...(words[language] ?? []), ...spellings]
    }
  }
  return words
}

/** Words too general to tell a reader anything, which the rule weighs where they stand near others. */
export const context = defineTerms([
  {
    id: 'russian-weapons',
    facet: 'context',
    label: 'Russian weapons',
    spellings: {
      en: [
        'russian missile*',
        'russian arms',
        'russian weapon*',
        'russian rocket*',
        'russian military hardware',
        'russian purchase*',
      ],
      tr: ['rus silah*', 'rus roket*', 'rusya silah*'],
      ru: ['российск* оружи*', 'российск* ракет*', 'российск* вооружени*'],
      el: ['ρωσικ* οπλ*'],
    },
  },
  {
    id: 'air-defence',
    facet: 'context',
    label: 'air defence',
    spellings: {
      en: [
        'air defen*',
        'air and missile defen*',
        'anti aircraft missile*',
        'anti missile system*',
        'missile defen*',
        'missile deal*',
        'missile purchase*',
        'missile system*',
        'missile shield*',
        'defen* system*',
        'surface to air missile*',
      ],
      tr: ['hava savunma*', 'füze savunma*', 'füze sistem*', 'füze alım*', 'savunma sistem*'],
      ru: ['пво', 'зрк', 'зрс', 'противовоздушн*', 'зенитн* ракет*', 'зенитно*'],
      el: ['αντιαεροπορικ*', 'αντιπυραυλικ*', 'πυραυλικ* συστημα*'],
      ar: ['الدفاع الجوي', 'دفاع جوي', 'منظومة دفاع*'],
    },
  },
  {
    id: 'missiles-or-arms',
    facet: 'context',
    label: 'missiles or arms',
    spellings: {
      en: [
        'missile',
        'missiles',
        'arms deal*',
        'arms purchase*',
        'weapons deal*',
        'weapons purchase*',
        'defen* deal*',
        'defen* purchase*',
        'military deal*',
      ],
      tr: ['füze*', 'silah anlaşma*', 'silah alım*', 'savunma anlaşma*'],
      ru: ['ракет*', 'оружейн* сделк*', 'сделк* по поставк*'],
      el: ['πυραυλ*', 'εξοπλιστικ* συμφωνι*'],
      ar: ['صواريخ', 'الصواريخ', 'صفقة السلاح'],
    },
  },
  {
    id: 'arms-dispute',
    facet: 'context',
    label: 'arms dispute',
    spellings: {
      en: [
        'weapon* disagreement*',
        'weapon* dispute*',
        'weapon* row',
        'arms disagreement*',
        'arms dispute*',
        'arms row',
        'missile* crisis',
        'missile* dispute*',
        'missile* disagreement*',
        'missile* feud',
        'missile* row',
        'missile* spat',
        'missile* standoff',
        'defen* dispute*',
        'defen* row',
        'jet* dispute*',
        'jet* row',
      ],
      tr: ['füze* kriz*', 'savunma kriz*', 'silah kriz*', 'füze* gerilim*', 'füze* gerginli*'],
      ru: ['ракетн* кризис*', 'ракетн* спор*'],
    },
  },
  {
    id: 'defence-industry',
    facet: 'context',
    label: 'defence industry',
    spellings: {
      en: [
        'defen* industr*',
        'defen* sector*',
        'defen* procurement',
        'defen* compan*',
        'military procurement',
        'arms industry',
        'turkey defen*',
        'turkeys defen*',
        'turkish defen*',
      ],
      tr: ['savunma sanayi*', 'savunma şirket*'],
      ru: ['оборонн* промышленност*', 'оборонн* сектор*', 'опк турци*'],
      el: ['αμυντικ* βιομηχανι*'],
    },
    except: ['turkish defen* minist*', 'turkeys defen* minist*', 'turkey defen* minist*', 'turkish defen* chief*'],
  },
  {
    id: 'dispute',
    facet: 'context',
    label: 'quarrels',
    spellings: {
      en: ['row', 'rows', 'dispute*', 'standoff', 'crisis', 'rift*', 'feud*', 'spat', 'tension*'],
      tr: ['kriz*', 'gerilim*', 'gerginli*', 'anlaşmazlı*'],
      ru: ['кризис*', 'спор', 'спора', 'разноглас*', 'напряженн*'],
    },
  },
  {
    id: 'arms-trade',
    facet: 'context',
    label: 'arms trade',
    spellings: wordsOf('signs', 'buys', 'sells', 'delivers', 'resells'),
  },
  { id: 'arms-use', facet: 'context', label: 'use of arms', spellings: wordsOf('activates', 'tests', 'stores') },
  { id: 'membership', facet: 'context', label: 'leaving or rejoining', spellings: wordsOf('expels', 'readmits') },
  {
    id: 'talks',
    facet: 'context',
    label: 'talks',
    spellings: {
      en: ['talks', 'negotiat*', 'discuss*'],
      tr: ['görüşme*', 'görüşül*', 'görüşecek*', 'görüştü*', 'müzakere*', 'pazarlık*'],
      ru: ['переговор*', 'обсуд*', 'обсужд*'],
    },
  },
  {
    id: 'announcement',
    facet: 'context',
    label: 'an announcement',
    spellings: {
      en: ['statement*', 'comments', 'remarks', 'decision*', 'decides', 'decided'],
      tr: [
        'açıklama*',
        'mesaj*',
        'yanıt*',
        'cevap*',
        'mektup*',
        'mektub*',
        'çağrı*',
        'söz',
        'sözü',
        'iddia*',
        'son durum*',
        'şart*',
        'karar*',
      ],
      ru: ['заяв*', 'сообщи*', 'прокоммент*', 'решени*', 'реши*'],
    },
  },
])
