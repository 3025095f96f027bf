import react from '@vitejs/plugin-react'
import { defineConfig } from 'vite'

// `npm run dev` serves the console from its sources and speaks to the program on its usual address.
const program = 'http://127.0.0.1:8480'
const spoken = ['/v1', '/enter', '/livez', '/openapi.json', '/docs']

export default defineConfig({
  plugins: [react()],
  server: { proxy: Object.fromEntries(spoken.map((path) => [path, program])) },
  // Nothing is inlined: the content security policy takes fonts and images from our own address only.
  build: { target: 'es2022', assetsInlineLimit: 0 },
})
