// In place of xml2js in the bundle (wrangler.toml, [alias]): rss-parser takes its parser, and what writes XML would write
// the elements within an item's content, which it is never given (parse-feed.ts). Without types, as it is no entry point.
// @ts-expect-error
export { Parser } from 'xml2js/lib/parser'
