import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { brotliCompressSync, gzipSync } from 'node:zlib'
import react from '@vitejs/plugin-react'
import { defineConfig, type Plugin } from 'vite'

// `npm run dev` serves the console from its sources and speaks to the program on its usual address.
const program = 'http://127.0.0.1:8480'
const spoken = ['/v1', '/enter', '/livez', '/openapi.json', '/docs']

/** Beside each text the same as .gz and .br, which the program serves: a third to a quarter of the bytes. Browsers take .br over https alone. */
function compressed(): Plugin {
  return {
    name: 'compressed',
    apply: 'build',
    writeBundle: ({ dir = '' }) => {
      for (const name of readdirSync(dir, { recursive: true, encoding: 'utf8' })) {
        if (!/\.(js|css|svg)$/.test(name)) continue
        const file = path.join(dir, name)
        const text = readFileSync(file)
        writeFileSync(`${file}.gz`, gzipSync(text, { level: 9 }))
        writeFileSync(`${file}.br`, brotliCompressSync(text))
      }
    },
  }
}

export default defineConfig({
  plugins: [react(), compressed()],
  server: { proxy: Object.fromEntries(spoken.map((path) => [path, program])) },
  // Nothing is inlined: the content security policy takes fonts and images from our own address only.
  build: { target: 'es2022', assetsInlineLimit: 0 },
})
