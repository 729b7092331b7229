import { defineConfig } from 'vitest/config'

/** Browser tests live in tests/e2e and run as their own project: they build the renderer and start Chromium. */
export default defineConfig({
  test: {
    env: { LC_ALL: 'C.UTF-8' }, // what R, PSPP and LibreOffice take for letters, also where the system names no language
    projects: [
      { test: { name: 'unit', include: ['tests/**/*.test.ts'], exclude: ['tests/e2e/**'], testTimeout: 60_000 } },
      {
        test: {
          name: 'browser',
          include: ['tests/e2e/**/*.test.ts'],
          testTimeout: 120_000,
          hookTimeout: 120_000,
          fileParallelism: false,
          retry: 1, // another program's load may starve the browser for seconds; a real failure fails twice
          expect: { poll: { timeout: 10_000 } }, // a busy machine is slow, not wrong
        },
      },
    ],
  },
})
