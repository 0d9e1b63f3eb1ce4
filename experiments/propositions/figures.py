def draw_all(judged, folder, identity):
    return []
