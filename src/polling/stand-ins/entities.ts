// In place of rss-parser's own, older entities in the bundle (wrangler.toml, [alias]); it uses this function only.
export { decodeHTML } from 'entities/decode'
