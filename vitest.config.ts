// Pure code is tested in Node, the Worker (*.worker.test.ts) inside workerd with a real KV and a real feed server.
import { cloudflareTest } from '@cloudflare/vitest-plugin'
import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    projects: [
      {
        test: {
          name: 'node',
          include: ['tests/**/*.test.{ts,tsx}'],
          exclude: ['tests/**/*.worker.test.ts'],
        },
      },
      {
        plugins: [cloudflareTest({ wrangler: { configPath: './wrangler.toml' } })],
        test: {
          name: 'workerd',
          include: ['tests/**/*.worker.test.ts'],
          globalSetup: ['tests/support/feed-server.ts'],
        },
      },
    ],
  },
})
