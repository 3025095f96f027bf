import { useQuery } from '@tanstack/react-query'
import { api, items } from './client.ts'

/** Everything that is unusual and was saved all the same. */
export const useWarnings = () => useQuery({ queryKey: ['warnings'], queryFn: () => items(api.GET('/v1/warnings')) })

/** What is unusual about one field of one object; undefined where nothing is. */
export function useWarning(section: 'headers' | 'templates', key: string | undefined) {
  const { data } = useWarnings()
  return (field: string): string | undefined =>
    data?.find((one) => one.section === section && one.key === key && one.field === field)?.message
}
