// Runs before the first paint so that a dark page never flashes light. A file of its own because script-src is 'self'.
;(() => {
  let chosen = null
  try {
    chosen = localStorage.getItem('aftercall-theme')
  } catch {
    // A browser that keeps nothing: as the system has it.
  }
  const dark = chosen === 'dark' || (chosen !== 'light' && matchMedia('(prefers-color-scheme: dark)').matches)
  document.documentElement.setAttribute('data-mantine-color-scheme', dark ? 'dark' : 'light')
})()
