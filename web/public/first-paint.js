// Runs before the first paint so that a dark page never flashes light. A file of its own because script-src is 'self'.
;(() => {
  const read = (key) => {
    try {
      return localStorage.getItem(key)
    } catch {
      return null
    }
  }
  const chosen = read('aftercall-theme')
  const dark = chosen === 'dark' || (chosen !== 'light' && matchMedia('(prefers-color-scheme: dark)').matches)
  document.documentElement.setAttribute('data-mantine-color-scheme', dark ? 'dark' : 'light')
  const language = read('aftercall-language')
  if (language) document.documentElement.lang = language
})()
