/**
 * Words that make a text promotional. One of them in a service template makes the whole text promotional for the operator (second amendment
 * of 2025), and the sender is suspended when it happens again.
 */

// Sure: no service text has them. Each is a whole word, so that "wholesale" and "toll-free" are left alone.
const sure =
  /(?<![\p{L}\p{N}])(?:coupons?|vouchers?|promo ?codes?|discounts?|discounted|cashback|cash ?back|\d{1,2} ?% ?(?:off|discount)|flat (?:rs\.? ?|₹ ?)?\d+ off|buy (?:one|1|2|two) get (?:one|1)|bogo|lowest prices?|best deals?|limited[- ](?:time|period) offers?|special offers?|exclusive offers?|mega sale|flash sale|clearance sale|shop now|buy now|order now|\d{1,2} ?% ?(?:(?:तक )?की )?छूट|(?:भारी|विशेष|बंपर) छूट|मेगा सेल|महासेल|कूपन|डिस्काउंट|कैशबैक)(?![\p{L}\p{M}\p{N}])/giu
// Perhaps: said in service texts too. A call that “छूट गई” was missed and a “सेल नंबर” is a mobile's: these are no discount and no sale.
const perhaps =
  /(?<![\p{L}\p{N}-])(?:offers?|deals?|sale|free(?! of charge)|hurry|win|prize|gift|subscribe now|upgrade|best price|save (?:rs\.? ?|₹ ?)?\d+|मुफ्त|मुफ़्त|ऑफर|ऑफ़र|इनाम|छूट(?!\s+(?:(?:न|ना|नहीं|भी)\s+)?(?:ग[ईयए]|जा|रह|सक|चुक))|सेल(?!\s+(?:नंबर|नम्बर|फोन|फ़ोन)))(?![\p{L}\p{M}\p{N}])/giu

export type PromotionalWord = { word: string; at: number; isSure: boolean }

/** The promotional words of a text, in its order; none within another. */
export function promotionalWords(text: string): PromotionalWord[] {
  const found = [...text.matchAll(sure)].map(({ 0: word, index: at }) => ({ word, at, isSure: true }))
  for (const { 0: word, index: at } of text.matchAll(perhaps))
    if (!found.some((one) => at >= one.at && at < one.at + one.word.length)) found.push({ word, at, isSure: false })
  return found.sort((one, other) => one.at - other.at)
}
