/** The SMS service that a home-made flow asks by HTTP: says 200 to everything at once, and counts. Speaks on its standard input and output as bench/peer.ts. */
import { createServer } from 'node:http'
import { createInterface } from 'node:readline'

let count = 0
let lastAt = 0

const server = createServer((request, response) => {
  request.resume().once('end', () => {
    count += 1
    lastAt = performance.timeOrigin + performance.now()
    response.writeHead(200, { 'content-type': 'application/json' }).end(`{"id":"${count}"}`)
  })
})
server.keepAliveTimeout = 60_000
server.listen(0, '127.0.0.1', () => {
  const address = server.address()
  console.log(JSON.stringify({ port: typeof address === 'object' ? address?.port : 0 }))
})
createInterface(process.stdin).on('line', () => console.log(JSON.stringify({ count, lastAt })))
process.on('SIGTERM', () => process.exit(0))
