/** Invented entries of the length and in the languages of real ones, for pages that have to hold many. */
import type { Definition } from '../../src/definition/definition.ts'
import type { Source } from '../../src/definition/source.ts'
import type { Entry } from '../../src/entries/entry.ts'
import { createMatcher } from '../../src/matching/matcher.ts'
import { decodePack, encodePack, packEntry, type RecentPack } from '../../src/publishing/recent-pack.ts'
import { renderAtomEntry } from '../../src/publishing/render-atom.ts'
import { renderJsonFeedItem } from '../../src/publishing/render-json-feed.ts'

const MINUTE_MS = 60_000

const TEXTS = {
  en: {
    titles: [
      'Turkey weighs storing its S-400 batteries under seal while talks on the F-35 continue',
      'Ankara denies that CAATSA sanctions were part of the defence ministers’ meeting in Brussels',
    ],
    summary:
      'A spokesman said on Thursday that Turkey had received no proposal about the S-400 systems, and that any return to the F-35 programme would have to come with an end to the CAATSA sanctions imposed in 2020; officials in Washington declined to comment on the talks, which both sides describe as technical.',
  },
  tr: {
    titles: [
      'Bakanlıktan S-400 açıklaması: Türkiye’nin tutumunda herhangi bir değişiklik söz konusu değil',
      'F-35 programına dönüş için yaptırımların kaldırılması şartı yeniden gündemde',
    ],
    summary:
      'Haftalık basın toplantısında konuşan kaynaklar, S-400 sistemlerinin üçüncü bir ülkeye devredileceği yönündeki haberleri yalanladı; Türkiye’nin hava savunma ihtiyacını gözettiğini, ABD yaptırımlarının müttefiklik ruhuyla bağdaşmadığını ve görüşmelerin süreceğini belirtti.',
  },
  ru: {
    titles: [
      'Турция не намерена отказываться от С-400 ради возвращения в программу истребителей F-35',
      'В Анкаре опровергли сообщения о передаче комплексов С-400 третьей стороне',
    ],
    summary:
      'Представитель министерства обороны заявил, что Турция не получала официальных предложений о судьбе комплексов С-400 и что санкции США не могут служить предметом торга; переговоры о возможном возвращении в программу F-35 продолжатся на уровне экспертов до конца месяца.',
  },
  el: {
    titles: [
      'Η Τουρκία διαψεύδει ότι συζητά την παράδοση των S-400 με αντάλλαγμα τα F-35',
      'Ανοιχτό το ζήτημα των κυρώσεων για τους S-400, λένε διπλωματικές πηγές στην Άγκυρα',
    ],
    summary:
      'Σύμφωνα με πηγές του υπουργείου, η Τουρκία δεν έχει λάβει επίσημη πρόταση για το μέλλον των S-400, ενώ οι κυρώσεις των ΗΠΑ παραμένουν σε ισχύ και οι συνομιλίες για την επιστροφή στο πρόγραμμα των F-35 θα συνεχιστούν τις επόμενες εβδομάδες σε τεχνικό επίπεδο.',
  },
} as const

const LANGS = ['en', 'tr', 'ru', 'el'] as const
const KINDS = ['agency', 'press', 'official', 'specialist', 'search'] as const

export const SAMPLE_SOURCES: readonly Source[] = Array.from({ length: 24 }, (_, i) => ({
  id: `outlet-${i}`,
  title: `The Outlet of Record No. ${i}`,
  url: `https://feeds.example/outlet-${i}.xml`,
  lang: LANGS[i % LANGS.length] ?? 'en',
  kind: KINDS[i % KINDS.length] ?? 'press',
}))

/** `count` entries, the last one first seen at `now`, one every `minutes`; of each three, two are one story. */
export function makeSampleEntries(definition: Definition, now: number, count: number, minutes = 47): Entry[] {
  const matcher = createMatcher(definition)
  const entries: Entry[] = []
  for (let i = 0; i < count; i++) {
    const source = SAMPLE_SOURCES[i % SAMPLE_SOURCES.length]
    if (!source) continue
    const lang = source.lang as (typeof LANGS)[number]
    const { titles, summary } = TEXTS[lang]
    const title = `${titles[i % 2] ?? titles[0]} (${i})`
    const { terms, evidence, reason } = matcher.match({
      title,
      summary,
      lang,
      country: lang === 'tr' ? 'TR' : undefined,
    })
    const id = `${i.toString(16).padStart(8, '0')}-0000-5000-8000-000000000000`
    const seen = now - (count - 1 - i) * minutes * MINUTE_MS
    const url = `https://www.outlet-${i % 24}.example/world/middle-east/2026/some-words-of-the-headline-${i}`
    entries.push({
      v: 1,
      id,
      url,
      sourceUrl: url,
      title,
      summary,
      lang,
      source,
      published: new Date(seen - 20 * MINUTE_MS).toISOString(),
      firstSeen: new Date(seen).toISOString(),
      terms,
      evidence,
      reason,
      rule: matcher.version,
      story: i % 3 === 2 ? (entries[i - 1]?.id ?? id) : id,
    })
  }
  return entries
}

export async function packEntries(entries: readonly Entry[], definition: Definition): Promise<Uint8Array<ArrayBuffer>> {
  const packed = entries.map((entry) =>
    packEntry({
      ...entry,
      rendered: { atom: renderAtomEntry(entry, definition), json: renderJsonFeedItem(entry, definition) },
    }),
  )
  const { parts } = encodePack(entries.at(-1)?.firstSeen ?? '', (await Promise.all(packed)).toReversed())
  return new Uint8Array(await new Blob([...parts]).arrayBuffer())
}

export async function makeSamplePack(entries: readonly Entry[], definition: Definition): Promise<RecentPack> {
  const pack = decodePack(await packEntries(entries, definition))
  if (!pack) throw new Error('The pack cannot be read')
  return pack
}
