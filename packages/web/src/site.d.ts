/** Whether this build is a site of its own, without Tenfold's server behind it. */
declare const __SITE__: boolean;
