import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

/** Where the API answers while the client is developed with its own server. */
const apiOrigin = process.env['TAKT_API'] ?? 'http://127.0.0.1:8080';

export default defineConfig({
  root: import.meta.dirname,
  plugins: [react()],
  build: {
    outDir: '../dist/client',
    emptyOutDir: true,
    target: 'es2022',
    // The strict content security policy allows no data: scripts and fonts; nothing is inlined.
    assetsInlineLimit: 0,
    chunkSizeWarningLimit: 1200,
  },
  server: { proxy: { '/api': apiOrigin } },
});
