// What the rivals read: recorded feeds where they are at hand, else generated ones of the same sizes. Neither has a match;
// so some of our sample feeds are read behind them, to compare what was found.
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { SAMPLE_SOURCES } from '../../samples/sources.ts'
import { countWaves, encodeSample, renderSample } from '../../scripts/preview/render-sample.ts'
import type { SievedSource } from '../../src/polling/sieve.ts'
import { generateFeed, renderFeed, SCRIPTS } from './generate-feed.ts'
import { createRandom } from './random.ts'

const ROOT = join(import.meta.dirname, '../..')
const RECORDED = join(ROOT, '../shared/feeds')
/** Plain ones that every rival can read; not the search, whose titles are changed before they are matched. */
const SAMPLES = ['strait-wire', 'ankara-gundem', 'severny-kurier', 'aigaio-nea', 'hangar-review', 'world-desk']
const START = new Date('2026-11-01T12:00:00Z')

export interface CorpusFile {
  readonly name: string
  readonly body: Uint8Array
  readonly contentType: string | null
  readonly source: SievedSource
}

export interface Corpus {
  /** In words, without where it lies. */
  readonly about: string
  readonly kind: 'recorded' | 'generated' | 'small'
  readonly files: readonly CorpusFile[]
  readonly samples: readonly CorpusFile[]
  /** Of the files. */
  readonly bytes: number
  /** Half of the files are smaller. */
  readonly medianBytes: number
}

/** @param isSmall a few generated feeds, to try the benchmark itself */
export function loadCorpus(isSmall = false): Corpus {
  const kind = isSmall ? 'small' : existsSync(RECORDED) ? 'recorded' : 'generated'
  const files = kind === 'recorded' ? readRecorded() : generateAll(isSmall ? SMALL_SIZES : RECORDED_SIZES)
  const bytes = files.reduce((sum, { body }) => sum + body.length, 0)
  const sizes = files.map(({ body }) => body.length).sort((a, b) => a - b)
  return {
    about: `${files.length} ${kind === 'recorded' ? 'recorded' : 'generated'} feeds, ${(bytes / 1e6).toFixed(2)} MB`,
    kind,
    files,
    samples: readSamples(),
    bytes,
    medianBytes: sizes[Math.floor(sizes.length / 2)] ?? 0,
  }
}

/** What the feeds that are no samples are taken for. */
const SOURCE: SievedSource = { kind: 'press', lang: 'en' }

function readRecorded(): CorpusFile[] {
  return readdirSync(RECORDED)
    .filter((name) => !name.endsWith('.tsv'))
    .sort()
    .map((name) => ({
      name,
      body: new Uint8Array(readFileSync(join(RECORDED, name))), // no Buffer, which a Worker has not
      contentType: null,
      source: SOURCE,
    }))
}

function generateAll(sizes: readonly number[]): CorpusFile[] {
  const random = createRandom(1)
  return sizes.map((bytes, i) => {
    // As recorded: nearly all in Latin letters, half with CDATA, a third escaped.
    const script = i % 12 === 11 ? (SCRIPTS[1 + (random(3) % 3)] ?? 'latin') : 'latin'
    const markup = (['cdata', 'escaped', 'cdata', 'plain', 'escaped', 'cdata'] as const)[i % 6] ?? 'plain'
    const shape = { script, bytes, markup, format: i % 5 === 4 ? 'atom' : 'rss' } as const
    const body = new TextEncoder().encode(renderFeed(generateFeed(random, shape, `${i}-`), shape))
    return { name: `generated-${i}.xml`, body, contentType: null, source: SOURCE }
  })
}

function readSamples(): CorpusFile[] {
  return SAMPLES.map((id) => {
    const sample = SAMPLE_SOURCES.find(({ source }) => source.id === id)
    if (!sample?.feed) throw new Error(`There is no sample feed "${id}".`)
    const { file, charset, contentType } = sample.feed
    const template = readFileSync(join(ROOT, 'samples/feeds', file), 'utf8')
    const releases = Array.from({ length: countWaves(template) }, () => START)
    const body = encodeSample(renderSample(template, { start: START, releases }), charset)
    return { name: file, body, contentType, source: sample.source }
  })
}

const SMALL_SIZES = [2_000, 20_000, 60_000]
/** Bytes of the recorded feeds. */
// biome-ignore format: a table
const RECORDED_SIZES = [
  939, 974, 989, 1124, 1197, 1569, 1588, 1704, 1713, 2021, 2048, 2063, 2141, 2158, 2175, 2599, 2629, 2720, 2721, 2751,
  2926, 3030, 3143, 3159, 3575, 3883, 3942, 4780, 5098, 5172, 5311, 5542, 5555, 5828, 7209, 7605, 8623, 8841, 10218,
  10333, 11032, 11216, 11510, 15946, 17332, 17408, 17961, 18536, 18955, 20152, 20171, 20831, 21550, 21933, 24827, 26184,
  28262, 28270, 28449, 28843, 32588, 34496, 38077, 40105, 46403, 52713, 52977, 56963, 57287, 58020, 63107, 63215, 63238,
  65197, 76671, 77239, 80130, 81644, 81656, 86578, 96327, 99475, 101422, 102262, 108448, 134714, 147544, 166774, 167103,
  171049, 173076, 182181, 190041, 209128, 211218, 212401, 233892, 320641,
]
