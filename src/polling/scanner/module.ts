// The compiled scanner, as wrangler bundles it; in Node scripts/build-scanner.ts stands in its place.
export { default } from '../../../dist/scanner.wasm'
