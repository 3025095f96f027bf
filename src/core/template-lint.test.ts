import { describe, expect, test } from 'vitest'
import { callToActions, isWhitelisted } from './call-to-action.ts'
import { compileRegistered } from './dlt-render.ts'
import type { Registration } from './dlt-text.ts'
import { parseTemplate } from './template.ts'
import { costlyPlace, wordingToCost, worstCase } from './template-cost.ts'
import { type LintAsk, lintTemplate } from './template-lint.ts'

const lint = (body: string, over: Partial<LintAsk> = {}) =>
  lintTemplate({ body, category: 'service_implicit', country: 'IN', whitelist: { links: [], numbers: [] }, ...over })
const codes = (body: string, over: Partial<LintAsk> = {}) => lint(body, over).map((one) => one.code)

const good = 'Sorry we missed your call to {{department_name|us}}. We will call you back today. - Kaveri Clinic'

test('an ordinary service text has nothing to be said of it', () => {
  expect(lint(good)).toEqual([])
})

describe('scenario 21', () => {
  test('a coupon in a service template is an error that names the word', () => {
    expect(lint(`${good} Use coupon KAV20.`)).toEqual([
      {
        severity: 'error',
        code: 'promotional_wording',
        message:
          '“coupon” makes the text promotional: take it out, or choose the category promotional with a promotional header.',
        at: good.length + 5,
        length: 6,
      },
    ])
  })
  test('another category may have it, with a way to opt out', () => {
    expect(codes(`${good} Use coupon KAV20. Send STOP to end.`, { category: 'promotional' })).toEqual([])
    expect(codes(`${good} Use coupon KAV20.`, { category: 'promotional' })).toEqual(['no_opt_out'])
  })
  test.each([
    ['20% off today', 'promotional_wording'],
    ['Flat Rs 200 off', 'promotional_wording'],
    ['buy one get one', 'promotional_wording'],
    ['20% की छूट', 'promotional_wording'],
    ['भारी छूट', 'promotional_wording'],
    ['महासेल', 'promotional_wording'],
    ['आज छूट है', 'maybe_promotional'],
    ['सेल शुरू', 'maybe_promotional'],
    ['a free consultation', 'maybe_promotional'],
    ['our offer', 'maybe_promotional'],
  ])('%j is %s', (words, code) => {
    expect(codes(`${good} ${words}`)).toContain(code)
  })
  test.each(['Call us toll-free on any day', 'our wholesale counter', 'you are freed', 'the window'])(
    '%j is not promotional',
    (words) => {
      expect(codes(`${good} ${words}`)).toEqual([])
    },
  )
  test.each([
    'क्षमा करें, आपकी कॉल छूट गई। हम जल्द ही आपको कॉल करेंगे।',
    'माफ़ कीजिए, हमसे आपकी कॉल छूट गयी।',
    'आपकी दो कॉल छूट गए।',
    'ताकि कोई कॉल छूट न जाए, हम जल्द कॉल करेंगे।',
    'आपकी कॉल छूट चुकी है। कृपया हमारे सेल नंबर पर कॉल करें।',
    'आपकी छूटी हुई कॉल के लिए हम सेल फ़ोन पर संपर्क करेंगे।',
  ])('“%s” says that a call was missed, not that something is cheap', (body) => {
    expect(codes(body)).toEqual([])
  })
})

describe('a promotional text', () => {
  test.each([
    'Send STOP to end.',
    'Reply stop to opt out.',
    'STOP to 56767',
    'To stop: kaveri.example/o',
    'To stop receiving these, visit kaveri.example/o',
    'To opt out dial 1909',
    'Unsubscribe: kaveri.example/o',
    'संदेश बंद करने के लिए STOP भेजें',
    'मैसेज रोकने के लिए लिखें',
    'நிறுத்த STOP என அனுப்பவும்',
    'To unsub SMS STOP',
  ])('says how to get out: “%s”', (words) => {
    expect(codes(`${good} ${words}`, { category: 'promotional' })).not.toContain('no_opt_out')
  })
  test.each([
    'Non-stop fun',
    'NON-STOP FUN ALL DAY',
    'A one stop shop for spares',
    'ONE STOP SHOP',
    'Stop worrying and visit us',
    'STOP WORRYING',
    'Near the bus stop',
    'रविवार को दुकान बंद रहेगी',
    'बाल झड़ना रोकें',
  ])('does not by the word alone: “%s”', (words) => {
    expect(codes(`${good} ${words}`, { category: 'promotional' })).toContain('no_opt_out')
  })
})

describe('a wording', () => {
  test.each([
    ['{{caller_name}} hi', 'error', 'little_fixed_text'],
    ['{{caller_name}} called you', 'warning', 'little_fixed_text'],
  ])('%j has too little fixed text: %s', (body, severity, code) => {
    expect(lint(body)).toMatchObject([{ severity, code }])
  })
  test('wants words between its variables', () => {
    expect(codes(`${good} {{caller_name}}, {{call_date}}`)).toEqual(['adjacent_variables'])
    expect(codes(`${good} {{caller_name}} on {{call_date}}`)).toEqual([])
  })
  test('is warned at its fourth variable', () => {
    const body = `${good} ${good} a {{call_date}} b {{call_time}}`
    expect(lint(body)).toMatchObject([{ code: 'many_variables', at: body.indexOf('{{call_time}}') }])
  })
  test('has what breaks a registration named, with what to write', () => {
    expect(lint('Sorry  we missed you <b>')).toMatchObject([
      { code: 'breaks_registration', at: 5, length: 2, replacement: ' ' },
      { code: 'breaks_registration', at: 21, replacement: '' },
      { code: 'breaks_registration', at: 23, replacement: '' },
    ])
  })
  test('has the few characters that make it UCS-2 named, and a text in Hindi none', () => {
    expect(lint('Sorry – we missed you')).toMatchObject([{ code: 'forces_ucs2', at: 6, replacement: '-' }])
    expect(lint('माफ़ कीजिए, हम आपकी कॉल नहीं उठा सके')).toEqual([])
  })
  test('outside India is only asked what every network asks', () => {
    expect(codes('20% off – {{caller_name}}', { country: 'GB' })).toEqual(['forces_ucs2'])
  })
})

describe('the variables of the registered text', () => {
  const found = (body: string, text: string, tags?: Registration['tags']) =>
    lint(body, { registered: { text, tags, tooLong: 'cut' } })
  const of = (placeholder: string, tag: string) => {
    const body = `Sorry we missed your call to Kaveri Clinic, Bengaluru today. We will ring you back. Note: ${placeholder}`
    return { body, found: found(body, body.replace(placeholder, `{#${tag}#}`)) }
  }
  test('that would take a link apart are named, with what to register', () => {
    const { body, found: findings } = of('{{opt_out_link}}', 'alphanumeric')
    expect(findings).toEqual([
      {
        severity: 'warning',
        code: 'link_in_other_variable',
        message:
          '{#alphanumeric#} takes no web address, so {{opt_out_link}} would lead nowhere: register {#url#} in its place.',
        at: body.indexOf('{{'),
        length: '{{opt_out_link}}'.length,
      },
    ])
    expect(of('{{recording_url}}', 'numeric').found).toMatchObject([{ code: 'link_in_other_variable' }])
    expect(of('{{recording_url}}', 'urlott').found).toEqual([])
    expect(of('{{opt_out_link}}', 'url').found).toEqual([])
  })
  test('that take digits only are named where they are to say a withheld number, unless digits stand for it', () => {
    expect(of('{{caller_number}}', 'numeric').found).toMatchObject([{ code: 'withheld_in_digits' }])
    expect(of('{{caller_number|somebody}}', 'numeric').found).toMatchObject([{ code: 'withheld_in_digits' }])
    expect(of('{{caller_number|0}}', 'numeric').found).toEqual([])
    expect(of('{{caller_number}}', 'alphanumeric').found).toEqual([])
    expect(of('{{user_number}}', 'numeric').found).toEqual([])
  })
  test('that have no type are named once, and never those whose type stands beside the text', () => {
    const body = `${good} Ask for {{user_name}}`
    const text = body.replace(/\{\{.*?\}\}/g, '{#var#}')
    expect(found(body, text)).toMatchObject([
      {
        code: 'untyped_variable',
        severity: 'warning',
        at: good.indexOf('{{'),
        length: '{{department_name|us}}'.length,
      },
    ])
    expect(found(body, text, ['alphanumeric', 'alphanumeric'])).toEqual([])
    expect(found(`${body}!`, text)).toEqual([])
  })
})

describe('links and numbers', () => {
  test('are found, and dates, amounts and sentences are not', () => {
    const found = (text: string) => callToActions(text, 'IN').map((one) => `${one.is} ${one.text}`)
    expect(found('See https://kaveri.example/r/1, or bit.ly/abc.')).toEqual([
      'link https://kaveri.example/r/1',
      'shortener bit.ly/abc',
    ])
    expect(found('Call 1800 572 0199 or +91 80 4123 4567.')).toEqual([
      'number 1800 572 0199',
      'number +91 80 4123 4567',
    ])
    expect(found('On 2026-11-23 you paid 1,250.00 for order 77.Thanks')).toEqual([])
  })
  test('of the whitelist are let through', () => {
    const whitelist = { links: ['kaveri.example/r'], numbers: ['1800 572 0199'] }
    const passes = (text: string) => callToActions(text, 'IN').map((one) => isWhitelisted(one, whitelist, 'IN'))
    expect(passes('https://www.kaveri.example/r/1 kaveri.example/x')).toEqual([true, false])
    expect(passes('18005720199')).toEqual([true])
  })
  test('are registered up to a boundary of the path, not in the midst of a word', () => {
    const registered = (link: string, text: string) =>
      callToActions(text, 'IN').map((one) => isWhitelisted(one, { links: [link], numbers: [] }, 'IN'))
    const texts = 'kaveri.example/r kaveri.example/r/1 kaveri.example/r?id=1 kaveri.example/refund'
    expect(registered('kaveri.example/r', texts)).toEqual([true, true, true, false])
    expect(registered('kaveri.example/r?id=', 'kaveri.example/r?id=17 kaveri.example/r?x=1')).toEqual([true, false])
    expect(registered('kaveri.example', texts)).toEqual([true, true, true, true])
  })
  test.each([
    ['Visit kaveri.clinic today', ['link kaveri.clinic']],
    ['Visit www.kaveri.hospital.', ['link www.kaveri.hospital']],
    ['See kaveri.uk or KAVERI.COM', ['link kaveri.uk', 'link KAVERI.COM']],
    ['Kaveri Pvt.ltd missed you at 5 p.m.today, i.e.we call back.Thank you. Total no.of calls 2.Bye', []],
    ['Call 56767 or dial our helpline no. 155260', ['number 56767', 'number 155260']],
    ['SMS HELP to 56767', ['number 56767']],
    ['अधिक जानकारी के लिए 56767 पर कॉल करें', ['number 56767']],
    ['To opt out dial 1909', []],
    ['Your call 4521 of 2026 was missed; call 10 am to 5 pm, call us at 1030 am, 5000 में से 200', []],
  ] as const)('%j has %j', (text, found) => {
    expect(callToActions(text, 'IN').map((one) => `${one.is} ${one.text}`)).toEqual(found)
    for (const one of callToActions(text, 'IN')) expect(text.slice(one.at, one.at + one.text.length)).toBe(one.text)
  })
  test('of three to six digits are let through by the whitelist too', () => {
    expect(codes(`${good} Call 56767`)).toEqual(['number_not_whitelisted'])
    expect(codes(`${good} Call 56767`, { whitelist: { links: [], numbers: ['56767'] } })).toEqual([])
  })
  test('that are not on it are named', () => {
    expect(codes(`${good} https://kaveri.example/r`)).toEqual(['link_not_whitelisted'])
    expect(codes(`${good} Call 1800 572 0199`)).toEqual(['number_not_whitelisted'])
    expect(codes(`${good} https://bit.ly/x`)).toEqual(['public_shortener'])
  })
})

describe('scenario 22', () => {
  const { segments } = parseTemplate(
    'Sorry we missed you. {{user_name}} will call you back within the hour. - Kaveri Clinic, Bengaluru',
  )
  test('an emoji in a user’s name makes the worst case UCS-2, and the name is said', () => {
    expect(worstCase({ segments }, { user_name: ['Asha Nair', 'Ravi 😀'] })).toEqual({
      encoding: 'ucs2',
      parts: 2,
      because: { placeholder: 'user_name', value: 'Ravi 😀' },
    })
    expect(worstCase({ segments }, { user_name: ['Asha Nair'] })).toEqual({ encoding: 'gsm', parts: 1, because: null })
  })
  test('the name is said also where only the alphabet changes, and not the parts', () => {
    const short = parseTemplate('{{user_name}} will call you.')
    expect(worstCase(short, { user_name: ['Ravi 😀'] })).toEqual({
      encoding: 'ucs2',
      parts: 1,
      because: { placeholder: 'user_name', value: 'Ravi 😀' },
    })
  })
  test('no name is to blame where the wording itself is in Hindi', () => {
    const wording = parseTemplate('{{user_name}} आपको जल्द कॉल करेंगे। - Kaveri Clinic')
    expect(worstCase(wording, { user_name: ['Asha Nair', `प्रिया ${'र'.repeat(40)}`] })).toEqual({
      encoding: 'ucs2',
      parts: 2,
      because: null,
    })
  })
  test.each(['caller_name', 'var.subject'])('nobody knows {{%s}}, which may be in Hindi', (name) => {
    const wording = parseTemplate(`Hi {{${name}}}, sorry we missed you. - Kaveri Clinic`)
    expect(worstCase(wording, {})).toEqual({ encoding: 'ucs2', parts: 2, because: { placeholder: name, value: null } })
  })
  test('what cannot be in Hindi is not taken to be', () => {
    const worstOf = (placeholder: string, tag: string) => {
      const body = `Ref {{${placeholder}}}. We will call you. - Kaveri Clinic`
      const registered = compileRegistered(body, { text: body.replace(/\{\{.*\}\}/, `{#${tag}#}`), tooLong: 'cut' })
      return worstCase(wordingToCost(parseTemplate(body).segments, registered), {}).encoding
    }
    expect([worstOf('var.ref', 'numeric'), worstOf('var.ref', 'alphanumeric')]).toEqual(['gsm', 'ucs2'])
    expect(worstOf('caller_number', 'var')).toBe('gsm')
  })
  test('a short name in Hindi is found behind long ones whose emoji their variable takes out', () => {
    const body = '{{user_name}} will call you. - Kaveri Clinic'
    const registered = compileRegistered(body, {
      text: body.replace('{{user_name}}', '{#alphanumeric#}'),
      tooLong: 'cut',
    })
    const pictures = ['Asha Nair 😀', 'Ravi Kumar 😀', 'Meena Iyer 😀']
    expect(
      worstCase(wordingToCost(parseTemplate(body).segments, registered), { user_name: [...pictures, 'प्रिया'] }),
    ).toEqual({
      encoding: 'ucs2',
      parts: 1,
      because: { placeholder: 'user_name', value: 'प्रिया' },
    })
  })
  test('the odd name goes with the longest of the others, and stands wherever its placeholder does', () => {
    const wording = parseTemplate('{{user_name}} of {{department_name}} will call you. Ask for {{user_name}}.')
    const names = { user_name: ['Ravi', 'प्रिया रमन'], department_name: ['Sales', 'Customer Relations and Escalations'] }
    // 10 + 4 + 34 + 29 + 10 + 1 units, of which the first part of several holds 67.
    expect(worstCase(wording, names)).toMatchObject({ encoding: 'ucs2', parts: 2 })
  })
  test('a registered variable takes the emoji out, and the text stays in one part', () => {
    const text = 'Sorry we missed you. {#alphanumeric#} will call you back within the hour. - Kaveri Clinic, Bengaluru'
    const registered = compileRegistered(
      'Sorry we missed you. {{user_name}} will call you back within the hour. - Kaveri Clinic, Bengaluru',
      { text, tooLong: 'cut' },
    )
    expect(worstCase(wordingToCost(segments, registered), { user_name: ['Ravi 😀'] })).toMatchObject({
      encoding: 'gsm',
      parts: 1,
    })
  })
  test('the character that costs the second part is named', () => {
    expect(costlyPlace(`${'a'.repeat(80)} 😀`)).toEqual({
      why: 'forces_ucs2',
      character: '😀',
      at: 81,
      partsWithout: 1,
      replacement: null,
    })
    expect(costlyPlace('a'.repeat(161))).toMatchObject({ why: 'begins_second_part', at: 160, partsWithout: 1 })
    expect(costlyPlace('a'.repeat(160))).toBeNull()
    expect(costlyPlace('नमस्ते '.repeat(20))).toBeNull()
  })
})

test('words that say that a call was just now are marked where the text may go later', () => {
  const body = 'You called us just now. - Kaveri Clinic'
  expect(codes(body)).toEqual([])
  const later = 'rule “Missed” sends it 10 minutes after the call'
  for (const country of ['IN', 'GB'])
    expect(lint(body, { later, country })).toEqual([
      {
        severity: 'warning',
        code: 'says_just_now',
        message: `“just now” is not true of a text that goes later: ${later}.`,
        at: body.indexOf('just now'),
        length: 8,
      },
    ])
})
