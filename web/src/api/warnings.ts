import { useQuery } from '@tanstack/react-query'
import { api, items } from './client.ts'

/** What is unusual about one field of one object, and was saved all the same; undefined where nothing is. */
export function useWarning(section: 'headers' | 'templates', key: string | undefined) {
  const { data } = useQuery({ queryKey: ['warnings'], queryFn: () => items(api.GET('/v1/warnings')) })
  return (field: string): string | undefined =>
    data?.find((one) => one.section === section && one.key === key && one.field === field)?.message
}
