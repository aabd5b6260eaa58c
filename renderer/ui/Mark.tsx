// The sign of Billfold, an opened wallet. Used by the rail, login and first run.
export function Mark({ size = 28 }: { size?: number }) {
  return (
    <svg width={size} height={size} viewBox="0 0 28 28" fill="none" aria-hidden="true">
      <path d="M4 8.5 14 6v16L4 19.5z" fill="currentColor" fillOpacity=".55" />
      <path d="M24 8.5 14 6v16l10-2.5z" fill="currentColor" />
      <path d="M17.2 13.2l3.6-.8M17.2 16.2l3.6-.7" stroke="var(--spine)" strokeWidth="1.3" strokeLinecap="round" />
    </svg>
  );
}
