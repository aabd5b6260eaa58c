// Place of the login until it is built.
export function Login() {
  return null;
}
