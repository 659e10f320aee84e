// Pure code is tested in Node, the Worker (*.worker.test.ts) inside workerd with a real KV and a real feed server.
import { cloudflareTest } from '@cloudflare/vitest-plugin'
import { defineConfig } from 'vitest/config'
import './scripts/build-scanner.ts' // the Worker's tests need it compiled

/** A busy machine may take long over a test; what is about time has limits of its own. */
const TEST_TIMEOUT_MS = 60_000

export default defineConfig({
  test: {
    projects: [
      {
        test: {
          name: 'node',
          include: ['tests/**/*.test.{ts,tsx}'],
          exclude: ['tests/**/*.worker.test.ts'],
          testTimeout: TEST_TIMEOUT_MS,
        },
      },
      {
        plugins: [cloudflareTest({ wrangler: { configPath: './wrangler.toml' } })],
        test: {
          name: 'workerd',
          include: ['tests/**/*.worker.test.ts'],
          globalSetup: ['tests/support/feed-server.ts'],
          testTimeout: TEST_TIMEOUT_MS,
        },
      },
    ],
  },
})
