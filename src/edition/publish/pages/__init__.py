"""Pages that are made from the extracts of all articles and the registers, without any document.

Each function gives the stylesheet's values of one page or several: plain data, so that a hash of them tells whether
the page must be made anew.
"""

from edition.publish.pages.chronology import shared_days
from edition.publish.pages.collection import Collection
from edition.publish.pages.data import copy_exports, data_page, exported_files, exports_index
from edition.publish.pages.entity import redirect_pages
from edition.publish.pages.home import about_page, articles_list, home_page, not_found_page, search_page
from edition.publish.pages.index import coast_of, index_pages
from edition.publish.pages.network import draw_network, network_page
from edition.publish.pages.signposts import feed, robots, sitemaps
from edition.publish.pages.surveys import compared_blocks, survey_folders, survey_pages

__all__ = [
    "Collection",
    "about_page",
    "articles_list",
    "coast_of",
    "compared_blocks",
    "copy_exports",
    "data_page",
    "draw_network",
    "exported_files",
    "exports_index",
    "feed",
    "home_page",
    "index_pages",
    "network_page",
    "not_found_page",
    "redirect_pages",
    "robots",
    "search_page",
    "shared_days",
    "sitemaps",
    "survey_folders",
    "survey_pages",
]
