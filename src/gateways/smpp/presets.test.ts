import { describe, expect, it } from 'vitest'
import { settingsFor } from '../../../test/support/smpp-rig.ts'
import { presets } from './presets.ts'
import { smppSettings } from './settings.ts'

describe('presets', () => {
  it.each(presets.map((one) => [one.key, one] as const))('%s gives settings that only lack the account', (_, one) => {
    const issues = smppSettings.safeParse(one.settings).error?.issues.map((issue) => issue.path.join('.'))
    expect(issues?.sort()).toEqual(['host', 'password', 'systemId'])
    expect(settingsFor(2775, one.settings)).toMatchObject(one.settings)
  })

  it('read the codes of those who have a list of their own by that list', () => {
    const lists = presets.map((one) => [one.key, settingsFor(1, one.settings).dltCodes])
    expect(Object.fromEntries(lists)).toMatchObject({
      'india-aggregator': 'common',
      'india-exotel': 'exotel',
      'india-infobip': 'infobip',
      'india-airtel': 'airtel',
    })
  })

  it('send DLT ids on routes to India alone', () => {
    const sending = presets.filter((one) => settingsFor(1, one.settings).dlt).map((one) => one.key)
    expect(sending).toEqual(['india-aggregator', 'india-exotel', 'india-infobip', 'india-operator', 'india-airtel'])
  })
})
