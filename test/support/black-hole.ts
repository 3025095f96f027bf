/** An address that answers nothing at all, as a host does that is gone from the network: whoever dials it waits until his own patience is over. */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { connect, type Socket } from 'node:net'

export type BlackHole = { port: number; close(): void }

const listen = `const server = require('node:net').createServer()
server.listen({ port: 0, host: '127.0.0.1', backlog: 1 }, () => console.log(server.address().port))`

/** A process that listens and is stopped; when its backlog is full, the kernel drops what comes. */
export async function openBlackHole(): Promise<BlackHole> {
  const child = spawn(process.execPath, ['-e', listen], { stdio: ['ignore', 'pipe', 'inherit'] })
  const [line] = (await once(child.stdout, 'data')) as [Buffer]
  const port = Number(line)
  child.kill('SIGSTOP')
  const fillers: Socket[] = []
  while (await isAnswered(port, fillers));
  return {
    port,
    close: () => {
      for (const socket of fillers) socket.destroy()
      child.kill('SIGKILL')
    },
  }
}

/** Whether a connection comes about; it is kept, for it fills the backlog. */
async function isAnswered(port: number, fillers: Socket[]): Promise<boolean> {
  const socket = connect({ host: '127.0.0.1', port })
  socket.on('error', () => undefined)
  fillers.push(socket)
  const given = AbortSignal.timeout(300)
  return await once(socket, 'connect', { signal: given }).then(
    () => true,
    () => false,
  )
}
