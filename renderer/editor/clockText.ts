// "12:38": the time of day of an instant, on this computer's clock. For "Saved 12:38".

/** Hours and minutes, local. */
export function clockText(instant: string): string {
  const at = new Date(instant);
  return `${String(at.getHours()).padStart(2, '0')}:${String(at.getMinutes()).padStart(2, '0')}`;
}
