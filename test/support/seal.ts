import { openOptOutLinks } from '../../src/store/opt-out-link.ts'
import { openSeal } from '../../src/store/seal.ts'

/** The one secret of the tests. */
export const testSeal = openSeal('a secret of the tests, of 32 characters or more')
export const { hashNumber } = testSeal
export const optOutLinks = openOptOutLinks(testSeal, () => 'http://localhost:8480')
