import type { MetadataRoute } from "next";

/** Search engines may see the pages, which hold no data of anybody, and nothing that the API answers. */
export default function robots(): MetadataRoute.Robots {
  return { rules: { userAgent: "*", disallow: ["/api/", "/inbox", "/dashboard", "/admin"] } };
}
