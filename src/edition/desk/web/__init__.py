"""How the desk speaks to browsers: who may ask, the frame of its pages, requests and answers, its words."""
