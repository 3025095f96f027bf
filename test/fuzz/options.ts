/** What fuzz targets are told: how much to try, and the seed, which is told back so that a run can be repeated. */
import { parseArgs } from 'node:util'

const { values } = parseArgs({
  options: {
    pdus: { type: 'string', default: '300000' },
    texts: { type: 'string', default: '20000' },
    seed: { type: 'string' },
  },
})

export const options = {
  pdus: Number(values.pdus),
  texts: Number(values.texts),
  seed: values.seed === undefined ? (Date.now() & 0xffffffff) >>> 0 : Number(values.seed),
}
