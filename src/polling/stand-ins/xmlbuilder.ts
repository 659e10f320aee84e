// In place of xmlbuilder in the bundle (wrangler.toml, [alias]): xml2js asks for it to write XML, which rss-parser
// never does.
export default {}
