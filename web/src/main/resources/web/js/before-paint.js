/* Before anything is painted: the theme and the language somebody chose, so that nothing flashes. */
(() => {
  const root = document.documentElement;
  const kept = (name) => { try { return localStorage.getItem(name); } catch { return null; } };
  const asked = new URLSearchParams(location.search);
  const theme = asked.get('theme') ?? kept('boxoffice.theme');
  if (theme === 'light' || theme === 'dark') root.dataset.theme = theme;
  const known = ['en', 'de', 'ar'];
  const wanted = [asked.get('lang'), kept('boxoffice.language'), ...navigator.languages.map((tag) => tag.slice(0, 2))];
  root.lang = wanted.find((language) => known.includes(language)) ?? 'en';
  root.dir = root.lang === 'ar' ? 'rtl' : 'ltr';
})();
