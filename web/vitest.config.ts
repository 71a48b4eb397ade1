import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { playwright } from '@vitest/browser-playwright';
import { defineConfig } from 'vitest/config';

const chromium = process.env.CHROMIUM ?? '/usr/bin/chromium';
const alias = { '@': fileURLToPath(new URL('./desk/src', import.meta.url)) };

export default defineConfig({
  test: {
    projects: [
      {
        resolve: { alias },
        test: {
          name: 'unit',
          environment: 'node',
          include: ['desk/src/**/*.test.ts', 'tokens/*.test.ts', 'e2e/fake/*.test.ts', 'scripts/*.test.ts'],
        },
      },
      {
        resolve: { alias },
        optimizeDeps: {
          include: [
            'react/jsx-dev-runtime',
            'react-dom',
            'react-dom/client',
            'react-intl',
            'react-aria-components',
            '@tanstack/react-router',
            '@tanstack/react-virtual',
            '@tanstack/react-query',
            '@testing-library/react',
            '@testing-library/user-event',
            'idb',
            'dompurify',
            'openapi-fetch',
            'lucide-react',
          ],
        },
        test: {
          name: 'components',
          include: ['desk/src/**/*.test.tsx'],
          browser: {
            enabled: true,
            headless: true,
            screenshotFailures: false,
            viewport: { width: 1280, height: 800 },
            provider: playwright({
              launchOptions: { ...(existsSync(chromium) ? { executablePath: chromium } : {}), args: ['--no-sandbox'] },
            }),
            instances: [{ browser: 'chromium' }],
          },
        },
      },
    ],
  },
});
