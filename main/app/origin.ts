// The app's own address. Everything is served from here and nothing else may speak to main.
export const APP_HOST = 'billfold';
export const APP_ORIGIN = `app://${APP_HOST}`;
export const APP_PAGE = `${APP_ORIGIN}/index.html`;
