/** What each country asks of texts to its numbers. */
import { useQuery } from '@tanstack/react-query'
import { answer, api } from './client.ts'

export const useCountries = () => useQuery({ queryKey: ['countries'], queryFn: () => answer(api.GET('/v1/countries')) })
