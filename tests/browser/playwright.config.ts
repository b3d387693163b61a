// How the browser tests run: Debian's Chromium, one debug-built portal with the demo site for all.
// Not for what is tested: the *.spec.ts files.
import { defineConfig } from '@playwright/test';

// Calls itself headless, so the portal takes it for a program and counts no views: only the
// tests of counting come as an ordinary browser (support/portal.ts, READER).
const AGENT = 'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) HeadlessChrome/150.0.0.0 Safari/537.36';

export default defineConfig({
  testDir: '.',
  outputDir: 'results',
  globalSetup: './support/serve.ts',
  fullyParallel: true,
  forbidOnly: Boolean(process.env.CI),
  workers: 2,
  retries: 0,
  timeout: 60_000,
  reporter: [['list']],
  use: {
    userAgent: AGENT,
    locale: 'vi-VN',
    timezoneId: 'Asia/Ho_Chi_Minh',
    viewport: { width: 1280, height: 900 },
    screenshot: 'only-on-failure',
    launchOptions: {
      executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
      args: [
        '--no-sandbox',
        '--disable-gpu',
        '--disable-quic',
        '--no-first-run',
        '--disable-background-networking',
        '--disable-component-update',
        '--disable-sync',
      ],
    },
  },
  projects: [
    { name: 'reader', testMatch: '*.spec.ts' },
    { name: 'shots', testMatch: 'shots.ts' },
    { name: 'handbook', testMatch: /handbook.*\.ts/ },
  ],
});
