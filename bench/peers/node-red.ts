/** The flow that a user would draw: a webhook, a switch, the text, an HTTP request to the SMS service, the answer. Nothing of it is kept anywhere. */
import { spawn } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { freePort } from '../../test/support/durable-postgres.ts'
import { endOf, linesOf, spawnScript } from '../subjects.ts'
import { answers, type FlowSubject } from './flow-subject.ts'
import { packageFolder } from './install.ts'

const text =
  'Sorry we missed your call. We will call you back within the hour. Or call 1800 572 0199. - Kaveri Appliances'

export async function startNodeRed(): Promise<FlowSubject> {
  const stub = spawnScript('bench/peers/stub.ts')
  const lines = linesOf(stub)
  const { port: stubPort } = JSON.parse(await lines()) as { port: number }
  const port = await freePort()
  const folder = mkdtempSync(path.join(tmpdir(), 'aftercall-node-red-'))
  writeFileSync(path.join(folder, 'flows.json'), JSON.stringify(flow(stubPort)))
  writeFileSync(
    path.join(folder, 'settings.js'),
    `module.exports = { uiPort: ${port}, uiHost: '127.0.0.1', httpAdminRoot: false, flowFile: 'flows.json', telemetry: { enabled: false }, logging: { console: { level: 'warn' } } }\n`,
  )
  const script = path.join(packageFolder('node-red'), 'red.js')
  const child = spawn(process.execPath, [script, '-u', folder, '-s', path.join(folder, 'settings.js')], {
    stdio: ['ignore', 'ignore', 'inherit'],
  })
  const stop = async () => {
    await Promise.all([endOf(child), endOf(stub)])
    rmSync(folder, { recursive: true, force: true })
  }
  try {
    await answers(`http://127.0.0.1:${port}/call`, { outcome: 'missed', caller: '+917000000000' })
  } catch (error) {
    await stop()
    throw error
  }
  return {
    load: { port, path: '/call' },
    out: async () => {
      stub.stdin?.write('count\n')
      return JSON.parse(await lines()) as { count: number; lastAt: number }
    },
    stop,
  }
}

function flow(stubPort: number) {
  // No id may be a word that stands in a property: Node-RED takes that for a reference.
  const z = 'node-tab'
  return [
    { id: z, type: 'tab', label: 'Missed calls' },
    { id: 'node-in', z, type: 'http in', url: '/call', method: 'post', upload: false, wires: [['node-switch']] },
    {
      id: 'node-switch',
      z,
      type: 'switch',
      property: 'payload.outcome',
      propertyType: 'msg',
      rules: [{ t: 'eq', v: 'missed', vt: 'str' }],
      checkall: 'true',
      repair: false,
      outputs: 1,
      wires: [['node-text']],
    },
    {
      id: 'node-text',
      z,
      type: 'function',
      func: `msg.payload = { to: msg.payload.caller, text: ${JSON.stringify(text)} }; msg.headers = {}; return msg`,
      outputs: 1,
      libs: [],
      wires: [['node-send']],
    },
    {
      id: 'node-send',
      z,
      type: 'http request',
      method: 'POST',
      ret: 'obj',
      paytoqs: 'ignore',
      url: `http://127.0.0.1:${stubPort}/`,
      persist: true,
      headers: [],
      wires: [['node-out']],
    },
    { id: 'node-out', z, type: 'http response', statusCode: '200', headers: {}, wires: [] },
  ]
}
