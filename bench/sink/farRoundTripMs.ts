/** What every request to the distant server takes longer: chunks, calls, preflights and uploads alike. */
export const farRoundTripMs = 100
