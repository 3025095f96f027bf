import react from '@vitejs/plugin-react'
import { defineConfig, type Plugin } from 'vite'

// `npm run dev` speaks to the running program; `npm run dev -- --mode mock` needs no program at all.
const program = 'http://127.0.0.1:8480'
const spoken = ['/v1', '/enter', '/livez', '/readyz', '/openapi.json', '/docs']

export default defineConfig(async ({ mode }) => ({
  plugins: [react(), ...(mode === 'mock' ? [await mock()] : [])],
  server: mode === 'mock' ? {} : { proxy: Object.fromEntries(spoken.map((path) => [path, program])) },
  build: { target: 'es2022', sourcemap: false, chunkSizeWarningLimit: 600 },
}))

async function mock(): Promise<Plugin> {
  const { mockServer } = await import('./mock/server.ts')
  return { name: 'mock-server', configureServer: (server) => void server.middlewares.use(mockServer()) }
}
