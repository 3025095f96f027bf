/** Fewer digits name nobody. */
const enough = 7
const masked = /\+?\d[\d•\s().-]*•[\d•\s().-]*\d/g

/** A text as it is read, with the number that was typed on this page put back where the program masked it: whoever typed it knows it. */
export function withTyped(text: string, typed: string | undefined): string {
  const digits = (typed ?? '').replaceAll(/\D/g, '')
  return text.replace(masked, (found) =>
    isSame(found.replaceAll(/[^\d•]/g, ''), digits) ? filled(found, digits) : found,
  )
}

/** From its end on, as far as both go: either may have a country code or a zero before it. */
function isSame(shown: string, digits: string): boolean {
  const length = Math.min(shown.length, digits.length)
  if (length < enough) return false
  const [end, typed] = [shown.slice(-length), digits.slice(-length)]
  return [...end].every((sign, at) => sign === '•' || sign === typed[at])
}

function filled(found: string, digits: string): string {
  let left = found.replaceAll(/[^\d•]/g, '').length
  return found.replace(/[\d•]/g, (sign) => {
    left -= 1
    return sign === '•' ? (digits.at(-1 - left) ?? sign) : sign
  })
}
